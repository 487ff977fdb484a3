import { createCatalogue, type EventsOf } from '@cunjian/contracts';
import { createCommandHandler, type CommandHandler, type CommandMeta, type EventStore } from '@cunjian/event-store';
import type { Decider } from '@cunjian/kernel';
import { z } from 'zod';
import { createFakeClock } from '../src/fake-clock.ts';
import { createSeededRandom } from '../src/seeded-random.ts';

const contracts = {
  'item-added': { version: 1, describe: 'An item was added.', data: z.object({ item: z.string(), of: z.int() }) },
} as const;
const catalogue = createCatalogue({ test: contracts });
type Added = EventsOf<typeof contracts>;

/** A decider whose answer shows what it was decided on. */
export const list: Decider<string, readonly string[], Added> = {
  initialState: [],
  decide: (item, items) => [{ type: 'item-added', data: { item, of: items.length } }],
  evolve: (items, { data }) => [...items, data.item],
};

let handlers = 0;
export const handlerOn = (store: Pick<EventStore, 'append' | 'readStream'>): CommandHandler =>
  createCommandHandler({ store, catalogue, random: createSeededRandom(1_000 + ++handlers), clock: createFakeClock() });

let commands = 0;
export const metaOf = (changes: Partial<CommandMeta<Added>> = {}): CommandMeta<Added> => ({
  commandId: `0190a5a0-0000-7000-8000-${String(++commands).padStart(12, '0')}`,
  actor: 'p-1',
  division: '330302001201',
  correlationId: 'c-1',
  audience: 'residents',
  ...changes,
});

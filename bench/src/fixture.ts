import { randomBytes, randomUUID } from 'node:crypto';
import { createCatalogue, encodeEnvelope, type EventsOf } from '@cunjian/contracts';
import type { EventToAppend } from '@cunjian/event-store';
import type { Clock, Decider, Random } from '@cunjian/kernel';
import { z } from 'zod';

/** An event as the services write them: a posting on a notice board, about 800 bytes with its envelope. */
const contracts = {
  'posting-recorded': {
    version: 1,
    describe: 'A disclosure was posted on a notice board.',
    data: z.object({
      disclosure: z.string(),
      version: z.int().positive(),
      place: z.string(),
      from: z.iso.date(),
      to: z.iso.date(),
      photo: z.string().regex(/^[0-9a-f]{64}$/),
      total: z.int(),
    }),
  },
} as const;
export const catalogue = createCatalogue({ bench: contracts });
type PostingEvent = EventsOf<typeof contracts>;

export const posting = (index: number): PostingEvent['data'] => ({
  disclosure: `disclosure-330302001201-${index}`,
  version: 1,
  place: '红旗自然村公告栏',
  from: '2026-04-03',
  to: '2026-04-08',
  photo: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
  total: 12_345_678 + index,
});

/** What may be posted once; the command is the event's data. */
export const poster: Decider<PostingEvent['data'], { readonly posted: number }, PostingEvent> = {
  initialState: { posted: 0 },
  decide: (data) => [{ type: 'posting-recorded', data }],
  evolve: (state) => ({ posted: state.posted + 1 }),
};

export const meta = () => ({
  commandId: randomUUID(),
  actor: 'p-7f3a1c9e5b2d4086',
  office: 'accountant-330302001',
  body: 'committee-330302001201',
  division: '330302001201',
  correlationId: randomUUID(),
  audience: 'residents' as const,
});

export const clock: Clock = { now: () => Date.now(), sleep: async () => undefined };
export const random: Random = { bytes: (length) => randomBytes(length), uuid: () => randomUUID() };

export const readyEvent = (index: number): EventToAppend => {
  const { commandId, actor, office, body, division, correlationId, audience } = meta();
  const id = randomUUID();
  const type = catalogue.wireType('posting-recorded');
  const bytes = encodeEnvelope({
    specversion: '1.0',
    id,
    source: 'bench',
    type,
    subject: streamOf(index),
    sequence: '0',
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    partitionkey: division,
    audience,
    actor,
    office,
    body,
    correlationid: correlationId,
    causationid: commandId,
    data: posting(index),
  });
  return { id, type, bytes, salt: randomBytes(32) };
};

export const streamOf = (index: number): string => `posting-330302001201-2026Q1-${index}`;

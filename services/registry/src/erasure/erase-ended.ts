import { isRefused, type Refused } from '@cunjian/kernel';
import { erasureDecider, erasureStream } from '@cunjian/personal-data';
import type { DispatchedCommand } from '@cunjian/processing';
import { levelWithStore } from '../dispatching.ts';
import { residents } from '../projections/residents.ts';
import type { EraseEnded } from '../reactions/erase-ended.ts';
import type { Registry } from '../registry-context.ts';
import { digestsToErase, personalFields } from './digests-to-erase.ts';

/** Erases what a village kept of somebody who left it; nothing where she has come back. */
export const eraseEnded = async (
  registry: Registry,
  { division, person }: EraseEnded,
  { commandId, actor, correlationId }: Pick<DispatchedCommand, 'commandId' | 'actor' | 'correlationId'>,
): Promise<'done' | Refused> => {
  const { queries, runtime } = registry;
  await levelWithStore(registry, [residents]);
  const document = await queries.residents.one(division, person);
  if (document === undefined || document.status === 'belongs') return 'done';
  const digests = await digestsToErase(runtime.vault, document, personalFields);
  const handled = await runtime.handle({
    stream: erasureStream(division, person),
    decider: erasureDecider,
    command: { do: 'erase', digests, reason: 'retention' },
    meta: { commandId, actor, correlationId, division, audience: 'parties' },
  });
  return isRefused(handled) ? handled : 'done';
};

import type { Batch, EventReader, ReadAllOptions } from '@cunjian/event-store';
import type { Clock } from '@cunjian/kernel';
import type { Sealed } from './sealed.ts';

/** How often it looks whether what was appended is sealed by now. */
const lookEveryMs = 50;

/** The store as far as it is sealed: what follows it never sees an event that is in no log yet. */
export const createSealedReader = (reader: EventReader, sealed: Sealed, clock: Pick<Clock, 'sleep'>): EventReader => {
  const upTo = (batch: Batch, after: bigint, end: bigint): Batch => {
    if (batch.position <= end) return batch;
    return { events: batch.events.filter(({ position }) => position <= end), position: end > after ? end : after };
  };
  const readAll = async (options: ReadAllOptions): Promise<Batch> => {
    const { after = 0n } = options;
    const end = await sealed.position();
    return end <= after ? { events: [], position: after } : upTo(await reader.readAll(options), after, end);
  };
  /** Resolves when there is more after `after`, or on abort. */
  const grown = async (after: bigint, signal: AbortSignal): Promise<void> => {
    for await (const batch of reader.follow({ after, limit: 1, signal })) if (batch.position > after) return;
  };
  return {
    ...reader,
    readAll,
    follow: async function* ({ signal, ...options }) {
      let { after = 0n } = options;
      while (!signal.aborted) {
        const batch = await readAll({ ...options, after });
        if (batch.position !== after) {
          after = batch.position;
          yield batch;
          continue;
        }
        await grown(after, signal);
        while (!signal.aborted && (await sealed.position()) <= after) await clock.sleep(lookEveryMs, signal);
      }
    },
    head: () => sealed.position(),
  };
};

import type { ProtocolEvent } from './record.ts';
import type { TransactionLog } from './transaction-log.ts';

export type Expected = 'any' | 'exists' | 'none' | number;

export type AppendOutcome =
  | { readonly is: 'written'; readonly revision: number; readonly position: bigint }
  /** `current`: -1 where there is no stream. */
  | { readonly is: 'wrong-revision'; readonly current: number }
  | { readonly is: 'tombstoned' };

export type Append = (stream: string, expected: Expected, events: readonly ProtocolEvent[]) => Promise<AppendOutcome>;

/**
 * The server's rules: an expectation that is too old, but meets the same event ids where it expects them, is a success
 * that writes nothing; one that is met is written without a look at the ids. (Where nothing is expected the server also
 * looks for the ids among those it still remembers; the double does not.)
 */
export const createAppend = (log: TransactionLog): Append => {
  const queues = new Map<string, Promise<unknown>>();

  const sameIds = async (stream: string, first: number, events: readonly ProtocolEvent[]) => {
    const { entries } = log.streamOf(stream);
    for (const [offset, event] of events.entries()) {
      const index = entries[first + offset];
      if (index === undefined || (await log.read(index)).id !== event.id) return undefined;
    }
    return log.entries[entries[first + events.length - 1] ?? -1];
  };

  const appendNow: Append = async (stream, expected, events) => {
    const { entries, tombstoned, truncatedBefore } = log.streamOf(stream);
    if (tombstoned) return { is: 'tombstoned' };
    const current = entries.length - 1;
    const deleted = current >= 0 && truncatedBefore > current;
    if (expected === 'exists' && current === -1) return { is: 'wrong-revision', current };
    if (expected !== 'any' && expected !== 'exists') {
      const number = expected === 'none' ? -1 : expected;
      if (number > current) return { is: 'wrong-revision', current };
      if (number < current) {
        const same = await sameIds(stream, number + 1, events);
        if (same !== undefined) return { is: 'written', revision: same.revision, position: same.position };
        if (expected !== 'none' || !deleted) return { is: 'wrong-revision', current };
      }
    }
    const last = await log.append(stream, events);
    return { is: 'written', revision: last.revision, position: last.position };
  };

  return (stream, expected, events) => {
    const before = queues.get(stream) ?? Promise.resolve();
    const turn = before.then(
      () => appendNow(stream, expected, events),
      () => appendNow(stream, expected, events),
    );
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    queues.set(stream, settled);
    void settled.then(() => {
      if (queues.get(stream) === settled) queues.delete(stream);
    });
    return turn;
  };
};

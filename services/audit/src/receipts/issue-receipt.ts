import type { EventReader, StoredEvent } from '@cunjian/event-store';
import { entryOf, maxMergeDelayMs, maxReceiptLeaves, type TreeHasher } from '@cunjian/tlog';
import { sealedFields } from '@cunjian/contracts/envelope-fields';
import type { LogSigner } from '../signing/log-signer.ts';
import type { Origins } from '../signing/origins.ts';

/**
 * A receipt for the `count` events of one command, the last of them at `position`: signed after reading the stored
 * bytes, so it never promises what is not on disk. The deadline counts from the events' own time, so that asking twice
 * gives the same receipt. Undefined where there is no such event.
 */
export const issueReceipt = async (
  { reader, signer, origins, hasher }: ReceiptIssuer,
  { position, count }: { readonly position: bigint; readonly count: number },
): Promise<string | undefined> => {
  const events = await eventsUpTo(reader, position, Math.min(count, maxReceiptLeaves));
  const last = events.at(-1);
  if (last === undefined) return undefined;
  const { division, time } = sealedFields(last.bytes);
  return signer.receipt({
    origin: origins.receipt,
    division,
    leafHashes: events.map((event) => hasher.leaf(entryOf(event, hasher))),
    deadline: time + maxMergeDelayMs,
  });
};

export interface ReceiptIssuer {
  readonly reader: Pick<EventReader, 'readEvent' | 'readStream'>;
  readonly signer: LogSigner;
  readonly origins: Origins;
  readonly hasher: TreeHasher;
}

/** The events of one command follow one another in one stream. */
const eventsUpTo = async (
  reader: ReceiptIssuer['reader'],
  position: bigint,
  count: number,
): Promise<readonly StoredEvent[]> => {
  const last = await reader.readEvent(position);
  if (last === undefined || count <= 1) return last === undefined ? [] : [last];
  const from = Math.max(0, last.revision - count + 1);
  return reader.readStream(last.stream, { from, limit: last.revision - from + 1 });
};

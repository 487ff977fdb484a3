import type { RecordedEvent } from '@cunjian/contracts';
import type { Publication } from '../publication-context.ts';

/** The bytes of a file that a command names; undefined where there is none, or this command may not name it. */
export type OpenFile = (sha256: string) => Promise<Uint8Array | undefined>;

/** Under `sha256` and `original` of attachments, wherever they stand. */
const filesIn = (value: unknown, found = new Set<unknown>()): ReadonlySet<unknown> => {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, member] of Object.entries(value)) {
    if (key === 'sha256' || key === 'original') found.add(member);
    else filesIn(member, found);
  }
  return found;
};

/**
 * Opens what the caller uploaded herself, and what the thing she works on names already. Hashes of protected originals
 * stand in events that residents and auditors read: whoever put one into a draft of her own could fetch it from there.
 */
export const openNamedFiles =
  (
    { runtime: { blobs } }: Pick<Publication, 'runtime'>,
    account: string | undefined,
    history: readonly RecordedEvent[] = [],
  ): OpenFile =>
  async (sha256) => {
    const hers = account !== undefined && (await blobs.wasPutBy(sha256, account));
    return hers || history.some(({ data }) => filesIn(data).has(sha256)) ? blobs.get(sha256) : undefined;
  };

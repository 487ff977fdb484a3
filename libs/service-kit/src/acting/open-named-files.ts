import type { RecordedEvent } from '@cunjian/contracts';
import type { Refused } from '@cunjian/kernel';
import { erasedRefusal } from './erased-refusal.ts';
import type { ActingService } from './context.ts';
import { filesNamedIn } from './files-named-in.ts';

/**
 * The bytes of a file that a command names; undefined where there is none, or this command may not name it. Refuses
 * `file.erased`, whoever brought it again.
 */
export type OpenFile = (sha256: string) => Promise<Uint8Array | Refused | undefined>;

/**
 * Opens what the caller uploaded herself, and what the thing she works on names already. Hashes of protected originals
 * stand in events that residents and auditors read: whoever put one into a draft of her own could fetch it from there.
 */
export const openNamedFiles =
  (
    { runtime: { blobs }, models }: ActingService,
    account: string | undefined,
    history: readonly RecordedEvent[] = [],
  ): OpenFile =>
  async (sha256) => {
    const hers = account !== undefined && (await blobs.wasPutBy(sha256, account));
    if (!hers && !history.some(({ data }) => filesNamedIn(data).some((one) => one.sha256 === sha256))) return undefined;
    const erased = (await models.erasedFiles.get([sha256])).get(sha256);
    return erased === undefined ? blobs.get(sha256) : erasedRefusal(erased);
  };

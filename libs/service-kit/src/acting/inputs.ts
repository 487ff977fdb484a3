import { isSha256Hex } from '@cunjian/blob-store';
import { divisionCode } from '@cunjian/contracts';
import { oneLine, plain } from '@cunjian/personal-data';
import { z } from 'zod';

/** Most things of one batched read. */
export const maxBatch = 500;
export const maxPage = 200;

/** One line of visible characters. */
export const idInput = oneLine(z.string().min(1).max(200));
export const idsInput = z.array(idInput).max(maxBatch);
export const codesInput = z.array(divisionCode).max(maxBatch);
export const pageInput = z.object({
  first: z.int().min(1).max(maxPage),
  /** Cursor of the last item of the page before. */
  after: oneLine(z.string().max(2_000)).optional(),
});

export const fileHash = z.string().refine(isSha256Hex, '64 lower-case hex digits');

/** A file uploaded before. `file` is what readers get; `original`, where it differs, is kept protected. */
export const attachmentInput = z.object({
  file: fileHash,
  name: oneLine(z.string().min(1).max(1_000)),
  original: fileHash.optional(),
});
export type AttachmentInput = z.infer<typeof attachmentInput>;

export const freeText = plain('free-text');

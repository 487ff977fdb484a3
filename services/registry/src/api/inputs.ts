import { civilDate, divisionCode } from '@cunjian/contracts';
import { isCleanText } from '@cunjian/personal-data';
import { isSha256Hex } from '@cunjian/blob-store';
import { z } from 'zod';

/** Most things of one batched read. */
export const maxBatch = 1_000;
export const maxPage = 1_000;
const maxNameLength = 100;

export const idInput = z.string().min(1).max(200);
export const idsInput = z.array(idInput).max(maxBatch);
export const codeInput = divisionCode;
export const codesInput = z.array(codeInput).max(maxBatch);
export const dateInput = civilDate;
/** Trimmed, not empty, without control characters or bidi overrides. */
export const nameInput = z
  .string()
  .trim()
  .min(1)
  .max(maxNameLength)
  .refine(isCleanText, 'control characters and bidi overrides are not allowed');
export const pageInput = z.object({
  first: z.int().min(1).max(maxPage),
  /** Cursor of the last item of the page before. */
  after: z.string().max(2_000).optional(),
});
/** A file that was uploaded: named by its hash, its name only helps to say what it is. */
export const fileInput = z.object({
  file: z.string().refine(isSha256Hex, '64 lower-case hex digits'),
  fileName: z.string().max(255).default('upload'),
});

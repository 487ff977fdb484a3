import { civilDate, divisionCode } from '@cunjian/contracts';
import { oneLine } from '@cunjian/personal-data';
import { isSha256Hex } from '@cunjian/blob-store';
import { z } from 'zod';

/** Most things of one batched read. */
export const maxBatch = 1_000;
export const maxPage = 1_000;
const maxNameLength = 100;

/** Ids, numbers of households and groups: one line of visible characters. */
export const idInput = oneLine(z.string().min(1).max(200));
export const idsInput = z.array(idInput).max(maxBatch);
export const codeInput = divisionCode;
export const codesInput = z.array(codeInput).max(maxBatch);
export const dateInput = civilDate;
/** Trimmed, not empty, one line of visible characters. */
export const nameInput = oneLine(z.string().trim().min(1).max(maxNameLength));
/** An identity number that tells who somebody is and is not kept. */
export const idNumberInput = oneLine(z.string().trim().toUpperCase().max(30));
/** What is typed to be found or compared, and may be empty. */
export const typedInput = (maxLength: number) => oneLine(z.string().trim().max(maxLength));
export const pageInput = z.object({
  first: z.int().min(1).max(maxPage),
  /** Cursor of the last item of the page before. */
  after: oneLine(z.string().max(2_000)).optional(),
});
/** A file that was uploaded: named by its hash, its name only helps to say what it is. */
export const fileInput = z.object({
  file: z.string().refine(isSha256Hex, '64 lower-case hex digits'),
  fileName: oneLine(z.string().max(255)).default('upload'),
});

import { isSha256Hex } from '@cunjian/blob-store';
import { civilDate, divisionCode } from '@cunjian/contracts';
import { refuse } from '@cunjian/kernel';
import { oneLine, plain } from '@cunjian/personal-data';
import { refuseQuery } from '@cunjian/service-kit';
import { z } from 'zod';
import { isPeriodKey } from '../disclosure/period.ts';
import { plainSchemas } from '../plain-schemas.ts';

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
/** Any RFC 3339 instant; as events have it, it can be compared as text. */
export const instantInput = z.iso.datetime({ offset: true });
export const toInstant = (instant: string): string => new Date(instant).toISOString();

const fileHash = z.string().refine(isSha256Hex, '64 lower-case hex digits');

/** A file uploaded before. `file` is what readers get; `original`, where it differs, is kept protected. */
export const attachmentInput = z.object({
  file: fileHash,
  name: oneLine(z.string().min(1).max(1_000)),
  original: fileHash.optional(),
});
export type AttachmentInput = z.infer<typeof attachmentInput>;

/** A table uploaded before, for an import. */
export const tableInput = z.object({ file: fileHash, fileName: oneLine(z.string().min(1).max(1_000)) });

const lineInput = plainSchemas.disclosureLine.extend({
  /** Absent for a new line. */
  line: idInput.optional(),
  entry: z.int().min(1).optional(),
});
export const contentInput = z.object({
  accounts: z.array(plainSchemas.accountSection.extend({ lines: z.array(lineInput).max(10_000) })).max(200),
  sections: z.array(plainSchemas.disclosureContent.shape.sections.element).max(100).optional(),
  attachments: z.array(attachmentInput).max(200).optional(),
});
export type ContentInput = z.infer<typeof contentInput>;

const maxPeriodLength = 100;
/** Said to be a period: `checkedPeriod` refuses what is none. */
export const periodInput = oneLine(z.string().max(maxPeriodLength));
/** Throws `disclosure.bad-period` for what is no period of the calendar and no matter. */
export const checkedPeriod = (period: string): string => {
  if (!isPeriodKey(period)) throw refuseQuery(refuse('disclosure.bad-period', { period }, 'period'));
  return period;
};

export const daysInput = z.object({ from: civilDate, to: civilDate });
export const freeText = plain('free-text');

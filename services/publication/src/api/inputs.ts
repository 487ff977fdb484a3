import { civilDate } from '@cunjian/contracts';
import { refuse } from '@cunjian/kernel';
import { oneLine } from '@cunjian/personal-data';
import { refuseQuery } from '@cunjian/service-kit';
import { attachmentInput, fileHash, idInput } from '@cunjian/service-kit/acting';
import { z } from 'zod';
import { isPeriodKey } from '../disclosure/period.ts';
import { plainSchemas } from '../plain-schemas.ts';

/** Any RFC 3339 instant; as events have it, it can be compared as text. */
export const instantInput = z.iso.datetime({ offset: true });
export const toInstant = (instant: string): string => new Date(instant).toISOString();

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

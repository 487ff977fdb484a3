import { isRefused, refuseAll, type Refused } from '@cunjian/kernel';
import type { Publication } from '../publication-context.ts';
import { resolveAttachments } from './attachments.ts';
import type { ContentInput, PlainContent } from './inputs.ts';
import { screenInput } from './words.ts';

type AccountInput = ContentInput['accounts'][number];
type PlainLine = PlainContent['accounts'][number]['lines'][number];

/**
 * Numbers entries that have no number in the order in which they stand in their voucher, and names lines by book,
 * month, voucher and entry, so that the same line has the same name when a file is imported again or corrected.
 */
export const nameLines = (accounts: readonly AccountInput[]): PlainContent['accounts'] => {
  const entries = new Map<string, number>();
  return accounts.map((account) => ({
    ...account,
    lines: account.lines.map(({ line, entry, ...rest }): PlainLine => {
      const voucher = `${account.book}-${rest.date.slice(0, 7)}-${rest.voucher}`;
      const number = entry ?? (entries.get(voucher) ?? 0) + 1;
      entries.set(voucher, Math.max(number, entries.get(voucher) ?? 0));
      return { ...rest, line: line ?? `${voucher}-${number}`, entry: number };
    }),
  }));
};

/** What a person entered, made complete: screened, lines named, attachments looked at. All findings at once. */
export const resolveContent = async (
  publication: Publication,
  input: ContentInput,
): Promise<PlainContent | Refused> => {
  const { accounts, sections = [], attachments = [] } = input;
  const files = await resolveAttachments(publication, attachments, 'content.attachments');
  const findings = [...screenInput(input, 'content'), ...(isRefused(files) ? files.refused : [])];
  if (isRefused(files)) return files.refused.length === findings.length ? files : (refuseAll(findings) ?? files);
  return refuseAll(findings) ?? { accounts: nameLines(accounts), sections, attachments: files };
};

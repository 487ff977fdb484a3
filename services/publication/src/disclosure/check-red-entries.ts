import type { Refusal } from '@cunjian/kernel';
import type { Days } from './period.ts';
import type { Account, Line } from './sums.ts';

/** As people write it: `第3号凭证`, `３号`, `003` are all voucher 3. */
const voucherOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/^第/, '')
    .replace(/号?(?:凭证)?$/, '')
    .replace(/^0+(?=\d)/, '');

const monthPattern = /(?<year>20\d{2})[-年./](?<month>\d{1,2})(?:[-月./]|$)(?<voucher>.*)/;
/** Something that says when: a year, a quarter, a month, or the time before. */
const saysWhen = /20\d{2}|\d月|上[期月季年]|去年/;

/** `2025-12-3`, `2025年12月3号`: month and voucher, where a reference says both. */
const datedReference = (text: string) => {
  const { year, month, voucher } = monthPattern.exec(text.normalize('NFKC').replaceAll(/\s/g, ''))?.groups ?? {};
  return year === undefined || month === undefined
    ? undefined
    : { month: `${year}-${month.padStart(2, '0')}`, voucher: voucherOf(voucher ?? '') };
};

interface Booked {
  readonly book: string;
  readonly line: Line;
}

const isRed = ({ receipt, payment }: Line): boolean => receipt < 0 || payment < 0;

/** Whether `corrects` names a line of this disclosure: `itself` alone, another (`found`), none, or one of another time. */
const referenceOf = (
  { book, line }: Booked,
  corrects: string,
  all: readonly Booked[],
  days: Days,
): 'found' | 'itself' | 'none' | 'elsewhere' => {
  const dated = datedReference(corrects);
  const named = all.filter(
    (one) =>
      one.line.line === corrects ||
      (one.book === book && voucherOf(one.line.voucher) === voucherOf(corrects)) ||
      (one.book === book &&
        dated?.month === one.line.date.slice(0, 7) &&
        dated.voucher === voucherOf(one.line.voucher)),
  );
  if (named.some((one) => one.line !== line)) return 'found';
  if (named.length > 0) return 'itself';
  if (dated === undefined) return saysWhen.test(corrects.normalize('NFKC')) ? 'elsewhere' : 'none';
  return dated.month < days.from.slice(0, 7) || dated.month > days.to.slice(0, 7) ? 'elsewhere' : 'none';
};

const codes = { itself: 'disclosure.corrects-itself', none: 'disclosure.corrects-nothing' } as const;

/**
 * What a red entry corrects is another line: of this disclosure, by its id or by the voucher in the same book, or an
 * earlier one, named with its month. Numbers restart each month, so a bare one that is not here could be any.
 */
export const checkRedEntries = (accounts: readonly Account[], days: Days): readonly Refusal[] => {
  const all = accounts.flatMap(({ book, lines }) => lines.map((line): Booked => ({ book, line })));
  return accounts.flatMap(({ book, lines }, at) =>
    lines.flatMap((line, index): readonly Refusal[] => {
      const { corrects, voucher, entry } = line;
      if (!isRed(line) || corrects === undefined) return [];
      const reference = referenceOf({ book, line }, corrects, all, days);
      if (reference === 'found' || reference === 'elsewhere') return [];
      const params = { voucher, entry, corrects };
      return [{ code: codes[reference], params, field: `content.accounts[${at}].lines[${index}].corrects` }];
    }),
  );
};

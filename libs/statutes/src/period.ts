import { addDays, dateInShanghai } from './shanghai-date.ts';

export type PeriodLength = 'year' | 'half-year' | 'quarter' | 'month';

const monthsOf: Readonly<Record<PeriodLength, number>> = { year: 12, 'half-year': 6, quarter: 3, month: 1 };

const firstOfMonth = (year: number, month: number): string =>
  `${String(year + Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;

/** The period of the calendar in Asia/Shanghai that an instant is in: milliseconds, or RFC 3339 with an offset. */
export const periodOf = (
  length: PeriodLength,
  instant: number | string,
): { readonly firstDay: string; readonly lastDay: string } => {
  const [year = 0, month = 1] = dateInShanghai(instant).split('-').map(Number);
  const months = monthsOf[length];
  const first = month - 1 - ((month - 1) % months);
  return { firstDay: firstOfMonth(year, first), lastDay: addDays(firstOfMonth(year, first + months), -1) };
};

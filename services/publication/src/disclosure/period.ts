import { refuse, type Refused } from '@cunjian/kernel';

export interface Period {
  /** `2026Q1`, `2026-03`, `2026` or `matter-<slug>`. */
  readonly key: string;
  readonly kind: 'month' | 'quarter' | 'year' | 'matter';
  /** First and last day, YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');
/** Day 0 of the next month is the last of this one. */
const lastDayOf = (year: number, month: number): string =>
  `${year}-${twoDigits(month)}-${twoDigits(new Date(Date.UTC(year, month, 0)).getUTCDate())}`;

const months = (key: string, kind: Period['kind'], year: number, first: number, last: number): Period => ({
  key,
  kind,
  from: `${year}-${twoDigits(first)}-01`,
  to: lastDayOf(year, last),
});

const pattern = /^(?<year>20\d{2})(?:Q(?<quarter>[1-4])|-(?<month>0[1-9]|1[0-2]))?$/;
const matterPattern = /^matter-[a-z0-9-]{1,60}$/;
const datePattern = /^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Whether it is the key of any period, of the calendar or of a matter. */
export const isPeriodKey = (key: string): boolean => pattern.test(key) || matterPattern.test(key);

/**
 * Refuses `disclosure.bad-period` {period}; for a matter, whose days its key does not tell, `disclosure.bad-days`
 * {from, to} where they are missing or the wrong way round.
 */
export const parsePeriod = (key: string, days?: Days): Period | Refused => {
  const { year, quarter, month } = pattern.exec(key)?.groups ?? {};
  if (year !== undefined) {
    if (quarter !== undefined)
      return months(key, 'quarter', Number(year), Number(quarter) * 3 - 2, Number(quarter) * 3);
    if (month !== undefined) return months(key, 'month', Number(year), Number(month), Number(month));
    return months(key, 'year', Number(year), 1, 12);
  }
  if (!matterPattern.test(key)) return refuse('disclosure.bad-period', { period: key }, 'period');
  const { from = '', to = '' } = days ?? {};
  return datePattern.test(from) && datePattern.test(to) && from <= to
    ? { key, kind: 'matter', from, to }
    : refuse('disclosure.bad-days', { from, to }, 'days');
};

export const periodKind = (key: string): Period['kind'] =>
  key.startsWith('matter-') ? 'matter' : key.includes('Q') ? 'quarter' : key.includes('-') ? 'month' : 'year';

/** Whether the accounts of a period may go out on that day: of one that runs, not all lines are there. A matter has no end but its own. */
export const isOver = ({ period, to }: { readonly period: string; readonly to: string }, today: string): boolean =>
  periodKind(period) === 'matter' || to < today;

/** A kind of period that the calendar has; its keys sort as text in the order of time. */
export type CalendarKind = Exclude<Period['kind'], 'matter'>;

const keyOf = (kind: CalendarKind, year: number, month: number): string => {
  if (kind === 'year') return `${year}`;
  return kind === 'month' ? `${year}-${twoDigits(month)}` : `${year}Q${Math.ceil(month / 3)}`;
};

const monthsOf: Readonly<Record<CalendarKind, number>> = { month: 1, quarter: 3, year: 12 };

/** The period with that day in it. */
export const periodAt = (kind: CalendarKind, day: string): string =>
  keyOf(kind, Number(day.slice(0, 4)), Number(day.slice(5, 7)));

/** The one after the period with that day in it. */
export const periodAfter = (kind: CalendarKind, day: string): string => {
  const month = Number(day.slice(5, 7)) + monthsOf[kind];
  const year = Number(day.slice(0, 4));
  return month > 12 ? keyOf(kind, year + 1, month - 12) : keyOf(kind, year, month);
};

/** A period of the calendar and those it is made of: a quarter is also disclosed by its three months. */
export const partsOf = (key: string): readonly string[] => {
  const kind = periodKind(key);
  const year = key.slice(0, 4);
  if (kind === 'year') return [1, 2, 3, 4].map((quarter) => `${year}Q${quarter}`);
  if (kind !== 'quarter') return [];
  const first = Number(key.slice(5)) * 3 - 2;
  return [first, first + 1, first + 2].map((month) => `${year}-${twoDigits(month)}`);
};

/** The periods that a disclosure for `key` counts towards: its own and the wider ones. None but itself for a matter. */
export const widerPeriods = (key: string): readonly string[] => {
  const { year, quarter, month } = pattern.exec(key)?.groups ?? {};
  if (year === undefined) return [key];
  if (month !== undefined) return [key, `${year}Q${Math.ceil(Number(month) / 3)}`, year];
  return quarter !== undefined ? [key, year] : [key];
};

/** Periods of the calendar that had ended by `today`, newest first: what a body owes by now. */
export const endedPeriods = (kind: CalendarKind, today: string, count: number): readonly Period[] => {
  const size = monthsOf[kind];
  let year = Number(today.slice(0, 4));
  let first = Number(today.slice(5, 7)) - ((Number(today.slice(5, 7)) - 1) % size);
  return Array.from({ length: count }, () => {
    first -= size;
    if (first < 1) {
      first += 12;
      year -= 1;
    }
    return months(keyOf(kind, year, first), kind, year, first, first + size - 1);
  });
};

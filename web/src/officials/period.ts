export const calendarKinds = ['month', 'quarter', 'year'] as const;
export type CalendarKind = (typeof calendarKinds)[number];

export interface Days {
  readonly from: string;
  readonly to: string;
}
export interface CalendarPeriod extends Days {
  readonly kind: CalendarKind;
  readonly year: number;
  /** Month 1 to 12, quarter 1 to 4, 1 for a year. */
  readonly number: number;
}

const monthsOf: Readonly<Record<CalendarKind, number>> = { month: 1, quarter: 3, year: 12 };
const pattern = /^(20\d{2})(?:Q([1-4])|-(0[1-9]|1[0-2]))?$/;
const two = (number: number): string => String(number).padStart(2, '0');
/** Day 0 of the next month is the last of this one. */
const lastDay = (year: number, month: number): string =>
  `${year}-${two(month)}-${two(new Date(Date.UTC(year, month, 0)).getUTCDate())}`;

export const keyOf = (kind: CalendarKind, year: number, number: number): string =>
  kind === 'year' ? `${year}` : kind === 'quarter' ? `${year}Q${number}` : `${year}-${two(number)}`;

/** `2026Q1`, `2026-03`, `2026`; undefined for a matter, whose days its key does not tell. */
export const calendarPeriod = (key: string): CalendarPeriod | undefined => {
  const [, yearText, quarter, month] = pattern.exec(key) ?? [];
  if (yearText === undefined) return undefined;
  const year = Number(yearText);
  const kind = quarter !== undefined ? 'quarter' : month !== undefined ? 'month' : 'year';
  const number = Number(quarter ?? month ?? 1);
  const last = number * monthsOf[kind];
  const first = last - monthsOf[kind] + 1;
  return { kind, year, number, from: `${year}-${two(first)}-01`, to: lastDay(year, last) };
};

/** The newest period of a kind that is over: what is to be disclosed now. `today`: YYYY-MM-DD. */
export const lastEnded = (kind: CalendarKind, today: string): string => {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const months = monthsOf[kind];
  const running = Math.ceil(month / months);
  return running > 1 ? keyOf(kind, year, running - 1) : keyOf(kind, year - 1, 12 / months);
};

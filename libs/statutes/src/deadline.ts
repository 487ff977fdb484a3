import { yearOfDay, type Calendar } from './calendar.ts';
import { dateInShanghai, dateOfDay, dayNumber, endOfDay, isDate } from './shanghai-date.ts';

/** A period of a rule. Each says how it counts: Civil Code arts. 201 and 203 are the usual answers, not the only ones. */
export interface Term {
  /** 0 is the same day. At most `maxTermDays`. */
  readonly days: number;
  readonly unit: 'calendar' | 'working';
  /** Art. 201: the day on which the period begins does not count. */
  readonly firstDayCounts: boolean;
  /** Art. 203: a last day that is a holiday moves to the next working day. */
  readonly holidayAtEnd: 'next-working-day' | 'none';
}

export interface Deadline {
  /** Date in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly lastDay: string;
  /** 24:00 of the last day as RFC 3339 in UTC: what happens at this instant or later is late. */
  readonly endsAt: string;
  /** Years whose holidays mattered and are not known: for these, weekends alone were taken as days off. Usually empty. */
  readonly yearsWithoutHolidays: readonly number[];
}

export const maxTermDays = 3_660;

/** Days in which art. 201 and art. 203 of the Civil Code apply. */
export const calendarDays = (days: number): Term => ({
  days,
  unit: 'calendar',
  firstDayCounts: false,
  holidayAtEnd: 'next-working-day',
});
export const workingDays = (days: number): Term => ({ ...calendarDays(days), unit: 'working' });
/** How long something must last (a posting, a notice): no day off cuts it short, so none lengthens it. */
export const lastingDays = (days: number): Term => ({ ...calendarDays(days), holidayAtEnd: 'none' });

/**
 * The last day of `term` counted from `from`, a date in Asia/Shanghai or an RFC 3339 instant.
 * Throws a RangeError for a `from` that is neither, and for days outside 0 to `maxTermDays`: validate input before.
 */
export const deadline = ({ from, ...term }: Term & { readonly from: string }, calendar: Calendar): Deadline => {
  if (!Number.isInteger(term.days) || term.days < 0 || term.days > maxTermDays)
    throw new RangeError(`${term.days} is not a number of days from 0 to ${maxTermDays}`);
  const first = dayNumber(isDate(from) ? from : dateInShanghai(from));
  const gaps = new Set<number>();
  const isWorking = (day: number): boolean => {
    const year = yearOfDay(day);
    if (calendar.sourceOf(year) === undefined) gaps.add(year);
    return calendar.isWorkingDay(day);
  };
  let last = term.unit === 'calendar' ? lastCalendarDay(first, term) : lastWorkingDay(first, term, isWorking);
  if (term.holidayAtEnd === 'next-working-day') while (!isWorking(last)) last++;
  const lastDay = dateOfDay(last);
  return { lastDay, endsAt: endOfDay(lastDay), yearsWithoutHolidays: [...gaps].sort((a, b) => a - b) };
};

const lastCalendarDay = (first: number, term: Term): number =>
  first + (term.firstDayCounts ? Math.max(term.days - 1, 0) : term.days);

const lastWorkingDay = (first: number, term: Term, isWorking: (day: number) => boolean): number => {
  let day = first;
  let left = term.days - (term.firstDayCounts && isWorking(first) ? 1 : 0);
  while (left > 0) {
    day++;
    if (isWorking(day)) left--;
  }
  return day;
};

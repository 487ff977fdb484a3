import { dateOfDay, dayNumber, weekday } from './shanghai-date.ts';

/** One year of the State Council's notice. */
export interface YearOfHolidays {
  readonly year: number;
  /** Days off, weekend days among them included, as [first, last] dates. */
  readonly holidays: readonly (readonly [name: string, first: string, last: string])[];
  /** Saturdays and Sundays that are worked. */
  readonly workedWeekendDays: readonly string[];
  readonly source: string;
  readonly status: 'checked' | 'carried-over';
}

export interface Calendar {
  /** `day` is a number of days since 1970-01-01, see `dayNumber`. */
  isWorkingDay(day: number): boolean;
  /** Undefined where there is no notice for the year: then weekends alone are days off. */
  sourceOf(year: number): Pick<YearOfHolidays, 'source' | 'status'> | undefined;
}

export const createCalendar = (years: readonly YearOfHolidays[]): Calendar => {
  const off = new Set<number>();
  const worked = new Set<number>();
  for (const { holidays, workedWeekendDays } of years) {
    for (const [, first, last] of holidays)
      for (let day = dayNumber(first); day <= dayNumber(last); day++) off.add(day);
    for (const date of workedWeekendDays) worked.add(dayNumber(date));
  }
  const sources = new Map(years.map(({ year, source, status }) => [year, { source, status }]));
  return {
    isWorkingDay: (day) => worked.has(day) || (!off.has(day) && weekday(day) <= 5),
    sourceOf: (year) => sources.get(year),
  };
};

export const yearOfDay = (day: number): number => Number(dateOfDay(day).slice(0, 4));

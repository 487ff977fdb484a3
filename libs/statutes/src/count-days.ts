import type { DueDate, RuleTerm } from '@cunjian/contracts';
import { deadline } from './deadline.ts';
import { chineseCalendar } from './records/holidays.ts';

/** The last day of a term counted from a date; pure, by the calendar of the day on which the command came. */
export type CountDays = (term: RuleTerm, from: string) => Omit<DueDate, 'rules'>;

export const countDays: CountDays = (term, from) => {
  const { lastDay, endsAt } = deadline({ ...term, from }, chineseCalendar);
  return { lastDay, endsAt };
};

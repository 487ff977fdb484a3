import { z } from 'zod';
import { maxTermDays, type Term } from './deadline.ts';
import { isDate } from './shanghai-date.ts';

export const dateSchema = z.string().refine(isDate, 'a date YYYY-MM-DD');

export const termSchema: z.ZodType<Term> = z
  .object({
    days: z.int().min(0).max(maxTermDays),
    unit: z.enum(['calendar', 'working']),
    firstDayCounts: z.boolean(),
    holidayAtEnd: z.enum(['next-working-day', 'none']),
  })
  .readonly();

/** A part of a whole that must be reached (`orMore`) or exceeded: 2/3 or more, more than 1/2. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
  readonly orMore: boolean;
}

export const shareSchema: z.ZodType<Share> = z
  .object({
    numerator: z.int().min(0).max(1_000),
    denominator: z.int().min(1).max(1_000),
    orMore: z.boolean(),
  })
  .refine(({ numerator, denominator }) => numerator <= denominator, 'a part is not larger than its whole')
  .readonly();

export const atLeast = (numerator: number, denominator: number): Share => ({ numerator, denominator, orMore: true });
export const moreThan = (numerator: number, denominator: number): Share => ({ numerator, denominator, orMore: false });

/** Whether `part` of `whole` reaches the share. Exact, in integers; nothing is reached where the whole is empty. */
export const reaches = (share: Share, part: number, whole: number): boolean => {
  const difference = part * share.denominator - whole * share.numerator;
  return whole > 0 && (share.orMore ? difference >= 0 : difference > 0);
};

export type Quantity = number | Share | Term;

const isTerm = (quantity: Share | Term): quantity is Term => 'unit' in quantity;

/** Terms of different units are compared by five working days to a week; that ranks rules, it never makes a deadline. */
const weeks = ({ days, unit, firstDayCounts }: Term): number =>
  (unit === 'working' ? days / 5 : days / 7) - (firstDayCounts ? 1 / 1_000 : 0);

/** Negative where `a` is the smaller. Both are of the one kind that the parameter's schema allows. */
export const compareQuantities = (a: Quantity, b: Quantity): number => {
  if (typeof a === 'number' || typeof b === 'number') return Number(a) - Number(b);
  if (isTerm(a) && isTerm(b)) return weeks(a) - weeks(b);
  if (isTerm(a) || isTerm(b)) throw new TypeError('a share and a term have no order');
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference === 0 ? Number(b.orMore) - Number(a.orMore) : difference;
};

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { periodOf, type PeriodLength } from './period.ts';
import { addDays, dateInShanghai, startOfDay } from './shanghai-date.ts';

const lengths: readonly PeriodLength[] = ['year', 'half-year', 'quarter', 'month'];

describe('a period of the calendar', () => {
  it.each<[PeriodLength, string, string, string]>([
    ['quarter', '2026-03-31T23:59:59.999+08:00', '2026-01-01', '2026-03-31'],
    ['quarter', '2026-04-01T00:00:00+08:00', '2026-04-01', '2026-06-30'],
    ['quarter', '2026-12-31T23:59:59+08:00', '2026-10-01', '2026-12-31'],
    ['quarter', '2026-12-31T16:00:00Z', '2027-01-01', '2027-03-31'],
    ['half-year', '2026-06-30T15:59:59Z', '2026-01-01', '2026-06-30'],
    ['half-year', '2026-06-30T16:00:00Z', '2026-07-01', '2026-12-31'],
    ['year', '2026-12-31T15:59:59Z', '2026-01-01', '2026-12-31'],
    ['month', '2028-02-29T15:59:59Z', '2028-02-01', '2028-02-29'],
    ['month', '2028-02-29T16:00:00Z', '2028-03-01', '2028-03-31'],
  ])('%s of %s is %s to %s', (length, instant, firstDay, lastDay) =>
    expect(periodOf(length, instant)).toEqual({ firstDay, lastDay }),
  );

  it('holds its instants, begins with a month, and follows the one before without a day between', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...lengths),
        fc.integer({ min: Date.parse('1990-01-01'), max: Date.parse('2100-01-01') }),
        (length, instant) => {
          const { firstDay, lastDay } = periodOf(length, instant);
          const day = dateInShanghai(instant);
          expect(firstDay <= day && day <= lastDay).toBe(true);
          expect(firstDay.slice(8)).toBe('01');
          expect(periodOf(length, startOfDay(firstDay))).toEqual({ firstDay, lastDay });
          expect(periodOf(length, startOfDay(lastDay))).toEqual({ firstDay, lastDay });
          const next = addDays(lastDay, 1);
          expect(periodOf(length, startOfDay(next)).firstDay).toBe(next);
        },
      ),
    ));
});

import { describe, expect, it } from '@jest/globals';
import { calendarPeriod, lastEnded } from './period.ts';

describe('a period of the calendar', () => {
  it.each([
    ['2026Q1', '2026-01-01', '2026-03-31'],
    ['2026Q4', '2026-10-01', '2026-12-31'],
    ['2028-02', '2028-02-01', '2028-02-29'],
    ['2026-12', '2026-12-01', '2026-12-31'],
    ['2026', '2026-01-01', '2026-12-31'],
  ])('%s goes from %s to %s', (key, from, to) => expect(calendarPeriod(key)).toMatchObject({ from, to }));
  it.each(['matter-well', '2026Q5', '2026-13', '1999', ''])('%j is none', (key) =>
    expect(calendarPeriod(key)).toBeUndefined(),
  );
});

describe('the period that is to be disclosed now', () => {
  it.each([
    ['quarter', '2026-04-01', '2026Q1'],
    ['quarter', '2026-03-31', '2025Q4'],
    ['month', '2026-01-31', '2025-12'],
    ['month', '2026-11-01', '2026-10'],
    ['year', '2026-07-01', '2025'],
  ] as const)('%s on %s is %s', (kind, today, key) => expect(lastEnded(kind, today)).toBe(key));
});

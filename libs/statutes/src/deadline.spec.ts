import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCalendar } from './calendar.ts';
import { calendarDays, deadline, lastingDays, maxTermDays, workingDays, type Term } from './deadline.ts';
import { chineseCalendar } from './records/holidays.ts';
import { addDays, dateInShanghai, dayNumber, endOfDay, startOfDay, weekday } from './shanghai-date.ts';

const lastDay = (from: string, term: Term) => deadline({ from, ...term }, chineseCalendar).lastDay;

describe('deadline', () => {
  const cases: readonly [why: string, from: string, term: Term, last: string][] = [
    ['the first day does not count (art. 201)', '2026-03-02', calendarDays(5), '2026-03-09'],
    ['a Saturday at the end moves to Monday (art. 203)', '2026-03-09', calendarDays(5), '2026-03-16'],
    ['a Friday at the end stays', '2026-03-08', calendarDays(5), '2026-03-13'],
    ['a posting lasts its days and no more', '2026-03-09', lastingDays(5), '2026-03-14'],
    [
      'the first day counts where the rule says so',
      '2026-03-09',
      { ...calendarDays(5), firstDayCounts: true },
      '2026-03-13',
    ],
    ['no days: the same day', '2026-03-10', calendarDays(0), '2026-03-10'],
    ['no days on a Sunday: the next working day', '2026-03-08', calendarDays(0), '2026-03-09'],
    ['over 国庆 2025, eight days with 中秋', '2025-09-28', calendarDays(5), '2025-10-09'],
    ['over 国庆 2026: the end of the holiday', '2026-09-29', calendarDays(5), '2026-10-08'],
    ['over 春节 2025', '2025-01-24', calendarDays(5), '2025-02-05'],
    ['over 春节 2026, nine days', '2026-02-12', calendarDays(5), '2026-02-24'],
    ['a Saturday that is worked is a good last day', '2026-02-09', calendarDays(5), '2026-02-14'],
    ['working days skip weekends', '2026-03-05', workingDays(5), '2026-03-12'],
    ['working days skip 国庆 and take 10-10, a worked Saturday', '2026-09-30', workingDays(3), '2026-10-10'],
    ['working days skip 春节 and take 02-14, a worked Saturday', '2026-02-13', workingDays(2), '2026-02-24'],
    ['twenty working days of the licensing law over 国庆 2025', '2025-09-25', workingDays(20), '2025-10-29'],
    [
      'working days from a working day that counts',
      '2026-03-05',
      { ...workingDays(5), firstDayCounts: true },
      '2026-03-11',
    ],
    [
      'working days from a Sunday that would count',
      '2026-03-08',
      { ...workingDays(1), firstDayCounts: true },
      '2026-03-09',
    ],
    ['across the year', '2025-12-30', workingDays(2), '2026-01-04'],
    ['across 29 February', '2028-02-28', lastingDays(2), '2028-03-01'],
  ];
  it.each(cases)('%s', (_, from, term, last) => expect(lastDay(from, term)).toBe(last));

  it('ends at 24:00 in Asia/Shanghai', () => {
    expect(deadline({ from: '2026-03-02', ...lastingDays(3) }, chineseCalendar)).toEqual({
      lastDay: '2026-03-05',
      endsAt: '2026-03-05T16:00:00.000Z',
      yearsWithoutHolidays: [],
    });
  });

  it('counts an instant from its date in Asia/Shanghai', () => {
    expect(lastDay('2026-03-02T15:59:59.999Z', lastingDays(1))).toBe('2026-03-03');
    expect(lastDay('2026-03-02T16:00:00Z', lastingDays(1))).toBe('2026-03-04');
    expect(lastDay('2026-03-02T23:30:00+08:00', lastingDays(1))).toBe('2026-03-03');
  });

  it('names the years whose holidays it does not know, and only where they matter', () => {
    expect(deadline({ from: '2027-09-29', ...calendarDays(5) }, chineseCalendar)).toMatchObject({
      lastDay: '2027-10-04',
      yearsWithoutHolidays: [2027],
    });
    expect(deadline({ from: '2027-09-29', ...lastingDays(5) }, chineseCalendar).yearsWithoutHolidays).toEqual([]);
    expect(deadline({ from: '2026-12-30', ...workingDays(9) }, createCalendar([])).yearsWithoutHolidays).toEqual([
      2026, 2027,
    ]);
  });

  it.each(['2026-02-29', '2026-3-1', 'tomorrow', '2026-03-01T10:00:00'])('has no end from %s', (from) =>
    expect(() => lastDay(from, calendarDays(1))).toThrow(RangeError),
  );
  it.each([-1, 1.5, maxTermDays + 1])('has no term of %d days', (days) =>
    expect(() => lastDay('2026-03-01', calendarDays(days))).toThrow(RangeError),
  );

  const date = fc
    .integer({ min: dayNumber('2024-01-01'), max: dayNumber('2028-12-31') })
    .map((day) => addDays('1970-01-01', day));
  const days = fc.integer({ min: 0, max: 90 });
  it('never ends earlier for a later start or a longer term', () => {
    const unit = fc.constantFrom(calendarDays, workingDays, lastingDays);
    fc.assert(
      fc.property(date, days, unit, (from, length, term) => {
        expect(lastDay(from, term(length)) <= lastDay(addDays(from, 1), term(length))).toBe(true);
        expect(lastDay(from, term(length)) <= lastDay(from, term(length + 1))).toBe(true);
      }),
    );
  });
  it('holds exactly so many working days', () => {
    fc.assert(
      fc.property(date, days, (from, length) => {
        const first = dayNumber(from);
        const last = dayNumber(lastDay(from, workingDays(length)));
        const worked = Array.from({ length: last - first }, (_, i) => first + 1 + i).filter(
          chineseCalendar.isWorkingDay,
        );
        expect(worked.length).toBe(length === 0 ? Number(last > first) : length);
      }),
    );
  });
});

describe('dates in Asia/Shanghai', () => {
  it('begin at 16:00 UTC of the day before', () => {
    expect(startOfDay('2026-01-01')).toBe('2025-12-31T16:00:00.000Z');
    expect(endOfDay('2026-12-31')).toBe('2026-12-31T16:00:00.000Z');
    expect(dateInShanghai(Date.parse(startOfDay('2026-01-01')) - 1)).toBe('2025-12-31');
    expect(dateInShanghai(Date.parse(startOfDay('2026-01-01')))).toBe('2026-01-01');
  });
  it('have the weekdays of ISO 8601, before 1970 too', () => {
    expect(['2026-03-02', '2026-03-08', '1969-12-29', '1969-12-28'].map((day) => weekday(dayNumber(day)))).toEqual([
      1, 7, 1, 7,
    ]);
  });
});

describe('the holidays we hold', () => {
  it.each([
    [2025, 248],
    [2026, 248],
  ])('leave %d with %d working days', (year, expected) => {
    const first = dayNumber(`${year}-01-01`);
    const days = Array.from({ length: 365 }, (_, i) => first + i);
    expect(days.filter(chineseCalendar.isWorkingDay).length).toBe(expected);
  });
});

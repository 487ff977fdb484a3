import { describe, expect, it } from '@jest/globals';
import { isRefused } from '@cunjian/kernel';
import { endedPeriods, parsePeriod, partsOf, periodAfter, periodAt, periodKind, widerPeriods } from './period.ts';

describe('a period', () => {
  it.each([
    ['2026Q1', 'quarter', '2026-01-01', '2026-03-31'],
    ['2026Q4', 'quarter', '2026-10-01', '2026-12-31'],
    ['2026-02', 'month', '2026-02-01', '2026-02-28'],
    ['2028-02', 'month', '2028-02-01', '2028-02-29'],
    ['2026', 'year', '2026-01-01', '2026-12-31'],
  ])('%s has its days', (key, kind, from, to) => {
    expect(parsePeriod(key)).toEqual({ key, kind, from, to });
  });

  it('of one matter says its days itself', () => {
    const days = { from: '2026-02-03', to: '2026-05-20' };
    expect(parsePeriod('matter-road-2026', days)).toEqual({ key: 'matter-road-2026', kind: 'matter', ...days });
  });

  it.each(['2026Q5', '2026-13', '26Q1', '1026', '2026Q', 'matter-', 'matter-中文', '2026-3', ''])(
    '%j is refused',
    (key) => {
      const days = { from: '2026-02-03', to: '2026-05-20' };
      expect(parsePeriod(key, days)).toMatchObject({ refused: [{ code: 'disclosure.bad-period', field: 'period' }] });
    },
  );

  it.each([undefined, { from: '2026-05-20', to: '2026-02-03' }, { from: '', to: '2026-02-03' }])(
    'of one matter without days in order is refused',
    (days) => {
      const parsed = parsePeriod('matter-road', days);
      expect(isRefused(parsed) && parsed.refused[0].code).toBe('disclosure.bad-days');
    },
  );

  it('counts towards the wider ones', () => {
    expect(widerPeriods('2026-05')).toEqual(['2026-05', '2026Q2', '2026']);
    expect(widerPeriods('2026Q2')).toEqual(['2026Q2', '2026']);
    expect(widerPeriods('2026')).toEqual(['2026']);
    expect(widerPeriods('matter-road')).toEqual(['matter-road']);
  });

  it('is made of its parts', () => {
    expect(partsOf('2026Q3')).toEqual(['2026-07', '2026-08', '2026-09']);
    expect(partsOf('2026')).toEqual(['2026Q1', '2026Q2', '2026Q3', '2026Q4']);
    expect(partsOf('2026-07')).toEqual([]);
    expect(partsOf('matter-q1')).toEqual([]);
  });

  it.each([
    ['month', '2026-12', '2027-01'],
    ['quarter', '2026Q4', '2027Q1'],
    ['year', '2026', '2027'],
  ] as const)('of the calendar is found by a day of it: the %s', (kind, at, after) => {
    expect([periodAt(kind, '2026-12-05'), periodAfter(kind, '2026-12-05')]).toEqual([at, after]);
    expect(periodKind(at)).toBe(kind);
  });

  it('that has ended is told for a day', () => {
    const keys = (kind: 'month' | 'quarter' | 'year') => endedPeriods(kind, '2026-04-10', 3).map(({ key }) => key);
    expect(keys('month')).toEqual(['2026-03', '2026-02', '2026-01']);
    expect(keys('quarter')).toEqual(['2026Q1', '2025Q4', '2025Q3']);
    expect(keys('year')).toEqual(['2025', '2024', '2023']);
    expect(endedPeriods('quarter', '2026-04-10', 4)).toEqual(
      ['2026Q1', '2025Q4', '2025Q3', '2025Q2'].map((key) => parsePeriod(key)),
    );
  });
});

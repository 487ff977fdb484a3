import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDate, serialDate } from './date.ts';

const day = fc
  .date({ min: new Date('1900-03-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('parseDate', () => {
  it('reads every day in every form', () => {
    fc.assert(
      fc.property(day, (date) => {
        const [year = '', month = '', dom = ''] = date.split('-');
        const [m, d] = [Number(month), Number(dom)];
        const serial = Date.parse(date) / 86_400_000 + 25_569;
        const forms = [
          date,
          `${year}/${m}/${d}`,
          `${year}.${m}.${d}`,
          `${year}年${m}月${d}日`,
          `${year} 年 ${month} 月 ${dom} 日`,
          `${year}${month}${dom}`,
          `${date} 00:00:00`,
          `${year}-${m}-${d}\u3000`,
        ];
        for (const form of forms) expect([form, parseDate(form)]).toEqual([form, { value: date }]);
        expect(parseDate({ date })).toEqual({ value: date });
        expect(parseDate({ number: String(serial) })).toEqual({ value: date });
        expect(parseDate({ number: `${serial}.75` })).toEqual({ value: date });
      }),
    );
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-32',
    '26-3-5',
    '3/5/2026',
    '2026-3/5',
    '2026年3月',
    '3月5日',
    '去年',
    '0026-03-05',
    '2026-03-05-01',
    '20260230',
    '2026',
    '-1',
    '1.5e3',
    '2026-03-05x',
  ])('refuses %s', (text) => {
    expect(parseDate(text)).toEqual({ code: 'table.bad-date' });
  });

  it.each(['', '　', '—', '/'])('takes %j for blank', (text) => {
    expect(parseDate(text)).toEqual({ value: null });
  });

  it('reads 20260305 typed as a number', () => {
    expect(parseDate({ number: '20260305' })).toEqual({ value: '2026-03-05' });
    expect(parseDate({ number: '20260230' })).toEqual({ code: 'table.bad-date' });
  });
});

describe('serialDate', () => {
  // Excel's own table: DATE(1900,1,1) = 1, DATE(1900,3,1) = 61, DATE(2000,1,1) = 36526, DATE(2026,1,1) = 46023.
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [36_526, '2000-01-01'],
    [46_023, '2026-01-01'],
  ])('%d is %s', (serial, date) => {
    expect(serialDate(serial)).toEqual({ value: date });
  });

  it('refuses 29 February 1900, which Excel has and the calendar has not', () => {
    expect([60, 0, -5].map(serialDate)).toEqual(Array(3).fill({ code: 'table.bad-date' }));
  });
});

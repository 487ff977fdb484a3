import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expandNumber, formatFen, parseAmount, type AmountUnit } from './amount.ts';

const fen = fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 });
const wide = (text: string) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const grouped = (text: string) => text.replace(/\B(?=(\d{3})+(?=\.))/g, ',');

describe('parseAmount', () => {
  it.each<[string, number | null]>([
    ['1,234.50', 123_450],
    ['1234.5', 123_450],
    ['１２３', 12_300],
    ['１，２３４．５０', 123_450],
    ['￥1,234', 123_400],
    ['¥ 5', 500],
    ['人民币100元整', 10_000],
    ['12元', 1_200],
    ['0.5万元', 500_000],
    ['1.234567万', 1_234_567],
    ['(123.45)', -12_345],
    ['（123.45）', -12_345],
    ['-123.45', -12_345],
    ['−123.45', -12_345],
    ['红字123.45', -12_345],
    ['（红字）123.45', -12_345],
    ['红字：￥123.45', -12_345],
    ['￥-5', -500],
    ['-￥5', -500],
    ['0', 0],
    ['-0.00', 0],
    ['', null],
    ['　', null],
    ['—', null],
    ['－', null],
    ['——', null],
    ['/', null],
    ['无', null],
  ])('%j → %s', (text, value) => {
    expect(parseAmount(text)).toEqual({ value });
  });

  it.each([
    ['1.234', 'table.amount-fraction'],
    ['0.001元', 'table.amount-fraction'],
    ['0.1234567万元', 'table.amount-fraction'],
    ['1,23', 'table.amount-comma'],
    ['1,2345.00', 'table.amount-comma'],
    ['1234,567', 'table.amount-comma'],
    ['0,123', 'table.amount-comma'],
    ['1e5', 'table.bad-amount'],
    ['壹佰元', 'table.bad-amount'],
    ['12a', 'table.bad-amount'],
    ['--5', 'table.bad-amount'],
    ['-(5)', 'table.bad-amount'],
    ['红字-5', 'table.bad-amount'],
    ['5万元元', 'table.bad-amount'],
    ['1 234', 'table.bad-amount'],
    ['1234.', 'table.bad-amount'],
    ['.5', 'table.bad-amount'],
    ['0012', 'table.bad-amount'],
    ['元', 'table.bad-amount'],
    ['12.5%', 'table.bad-amount'],
    ['1.2.3', 'table.bad-amount'],
    ['Infinity', 'table.bad-amount'],
    ['99999999999999999', 'table.amount-too-large'],
  ])('refuses %j with %s', (text, code) => {
    expect(parseAmount(text)).toEqual({ code });
  });

  it('takes the unit of the header where the cell has none', () => {
    expect(parseAmount('1.5', 'wan')).toEqual({ value: 1_500_000 });
    expect(parseAmount('1.5元', 'wan')).toEqual({ value: 150 });
    expect(parseAmount({ number: '12.345678' }, 'wan')).toEqual({ value: 12_345_678 });
  });

  it('reads back every amount however it was written', () => {
    fc.assert(
      fc.property(fen, (amount) => {
        const text = formatFen(amount);
        const unsigned = text.replace('-', '');
        const negative = amount < 0 ? [`(${unsigned})`, `红字${unsigned}`, `-￥${unsigned}`] : [];
        for (const form of [
          text,
          grouped(text),
          wide(grouped(text)),
          `￥${text}`,
          `${text}元`,
          ` ${text}\u3000`,
          ...negative,
        ])
          expect([form, parseAmount(form)]).toEqual([form, { value: amount }]);
      }),
    );
  });

  it('reads back every number cell that a program writes from binary arithmetic', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }), (amount) => {
        expect(parseAmount({ number: String(amount / 100) })).toEqual({ value: amount });
        expect(parseAmount({ number: (amount / 100).toExponential().toUpperCase().replace('+', '') })).toEqual({
          value: amount,
        });
      }),
    );
    // What Excel leaves of 100.1 - 100, 0.1 + 0.2 and 1.1 - 1 - 0.1.
    expect(parseAmount({ number: '9.9999999999994316E-2' })).toEqual({ value: 10 });
    expect(parseAmount({ number: '0.30000000000000004' })).toEqual({ value: 30 });
    expect(parseAmount({ number: '8.3266726846886741E-17' })).toEqual({ value: 0 });
    expect(parseAmount({ number: '-1234.9999999999998' })).toEqual({ value: -123_500 });
    expect(parseAmount({ number: '9.9999999999' })).toEqual({ value: 1000 });
  });

  it('refuses number cells with a fraction of a fen, and dates', () => {
    expect(parseAmount({ number: '1.005' })).toEqual({ code: 'table.amount-fraction' });
    expect(parseAmount({ number: '1.2345678E20' })).toEqual({ code: 'table.amount-too-large' });
    expect(parseAmount({ date: '2026-03-05' })).toEqual({ code: 'table.bad-amount' });
  });

  it('gives whole safe fen or a code, whatever the cell holds', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789.,-()元万￥红字 e１，。—'), maxLength: 12 });
    fc.assert(
      fc.property(fc.oneof(digits, fc.string()), fc.constantFrom<AmountUnit>('yuan', 'wan'), (text, unit) => {
        const parsed = parseAmount(text, unit);
        if ('value' in parsed) expect(parsed.value === null || Number.isSafeInteger(parsed.value)).toBe(true);
        else expect(parsed.code).toMatch(/^table\./);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('expandNumber', () => {
  it('writes exponents out and keeps fifteen significant digits', () => {
    expect(['1E3', '1.5E-3', '-0', '12345678901234567', '1E31', 'NaN', '0.0'].map(expandNumber)).toEqual([
      '1000',
      '0.0015',
      '0',
      '12345678901234600',
      undefined,
      undefined,
      '0',
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { lineOf, tillOf } from '../../../test/figures.ts';
import { filterLines, linesOf, type LineFilter } from './line-filter.ts';

const lines = linesOf([
  tillOf(
    [
      lineOf('a', { date: '2026-01-20', voucher: '记-10', summary: '付村道维修款', payee: '王*', payment: 1_234_500 }),
      lineOf('b', { date: '2026-01-20', voucher: '记-9', summary: '收店面租金', kind: 'INCOME', receipt: 800_000 }),
      lineOf('c', { date: '2026-02-01', voucher: '记-1', summary: null, payment: -5_000 }),
    ],
    { account: '基本户' },
  ),
  tillOf([lineOf('d', { date: '2026-01-03', voucher: '现-1', summary: '办公用品', payment: 9_900 })], {
    account: '现金',
  }),
]);
const none: LineFilter = { text: '', kind: '', account: '', sort: 'date', descending: false };
const ids = (filter: Partial<LineFilter>) => filterLines(lines, { ...none, ...filter }).map(({ id }) => id);

describe('finding items', () => {
  it.each<[string, Partial<LineFilter>, string[]]>([
    ['by a word of the summary', { text: '租金' }, ['b']],
    ['by voucher', { text: '记-10' }, ['a']],
    ['by masked payee', { text: '王*' }, ['a']],
    ['by amount, with thousands separator or without', { text: '12,345.00' }, ['a']],
    ['by two words, both needed', { text: '村道 记-9' }, []],
    ['by kind', { kind: 'INCOME' }, ['b']],
    ['by cash or bank account', { account: '现金' }, ['d']],
  ])('%s', (_, filter, expected) => expect(ids(filter)).toEqual(expected));

  it('keeps an item whose summary was erased', () => {
    expect(ids({ text: '50.00' })).toEqual(['c']);
  });
});

describe('sorting items', () => {
  it('by date, and within a day by voucher number and not by its letters', () => {
    expect(ids({})).toEqual(['d', 'b', 'a', 'c']);
    expect(ids({ descending: true })).toEqual(['c', 'a', 'b', 'd']);
  });
  it('by amount, whichever way the money went', () => {
    expect(ids({ sort: 'amount', descending: true })).toEqual(['a', 'b', 'd', 'c']);
  });
  it('by voucher, whose numbers restart each month', () => {
    expect(ids({ sort: 'voucher' }).at(-1)).toBe('c');
  });
});

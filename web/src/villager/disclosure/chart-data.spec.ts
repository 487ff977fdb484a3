import { describe, expect, it } from '@jest/globals';
import { lineOf } from '../../../test/figures.ts';
import { barsOf, maxBars } from './chart-data.ts';

describe('bars of the chart and rows of its table', () => {
  it('sums expenditure by account, largest first, red entries taken off', () => {
    const lines = [
      lineOf('1', { account: '管理费用', payment: 100 }),
      lineOf('2', { account: '公益支出', payment: 900 }),
      lineOf('3', { account: '公益支出', payment: -200 }),
      lineOf('4', { account: '经营收入', kind: 'INCOME', receipt: 5_000 }),
    ];
    expect(barsOf('expenditure', lines)).toEqual([
      { label: '公益支出', amount: 700 },
      { label: '管理费用', amount: 100 },
    ]);
    expect(barsOf('income', lines)).toEqual([{ label: '经营收入', amount: 5_000 }]);
  });

  it('puts the smaller accounts together, and loses no fen', () => {
    const lines = Array.from({ length: 12 }, (_, n) => lineOf(String(n), { account: `科目${n}`, payment: n + 1 }));
    const bars = barsOf('expenditure', lines);
    expect(bars).toHaveLength(maxBars);
    expect(bars.at(-1)).toEqual({ label: undefined, amount: 1 + 2 + 3 + 4 + 5 });
    expect(bars.reduce((sum, { amount }) => sum + amount, 0)).toBe(78);
  });

  it('shows what came in and went out by month, transfers between own accounts left out', () => {
    const lines = [
      lineOf('1', { date: '2026-02-03', payment: 10 }),
      lineOf('2', { date: '2026-01-31', kind: 'CURRENT_ACCOUNT', receipt: 7 }),
      lineOf('3', { date: '2026-01-02', kind: 'INTERNAL_TRANSFER', receipt: 1_000 }),
    ];
    expect(barsOf('months', lines)).toEqual([
      { label: '2026-01', amount: 7, payments: 0 },
      { label: '2026-02', amount: 0, payments: 10 },
    ]);
  });
});

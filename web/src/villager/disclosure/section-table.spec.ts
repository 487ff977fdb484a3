import { describe, expect, it } from '@jest/globals';
import { rowOf } from '../../../test/figures.ts';
import { cellOf, itemName, restOfRow, shownColumns } from './section-table.ts';

const debt = rowOf('修路欠款', { opening: 90_000, decrease: 30_000, amount: 60_000, counterparty: '王大力' });
const section = { kind: 'DEBTS', rows: [debt], total: 60_000 };

describe('the table of a section', () => {
  it('has the columns of its form, those that are empty in all rows left out unless the form wants them', () => {
    expect(shownColumns(section, 'zh').map(({ label }) => label)).toEqual([
      '债务事由',
      '债权单位（人）',
      '期初余额（元）',
      '本期减少（元）',
      '期末余额（元）',
    ]);
    expect(shownColumns({ ...section, kind: 'PLAN', rows: [] }, 'en').map(({ label }) => label)).toEqual([
      'Plan',
      'Planned amount (yuan)',
    ]);
  });

  it('tells names and amounts, which are masked and aligned', () => {
    const columns = shownColumns(section, 'en');
    expect(columns.filter(({ isName }) => isName).map(({ field }) => field)).toEqual(['counterparty']);
    expect(columns.filter(({ isNumber }) => isNumber).map(({ field }) => field)).toEqual([
      'opening',
      'decrease',
      'amount',
    ]);
  });

  it('says a row in words, amounts in yuan, 0 too', () => {
    expect(restOfRow('DEBTS', { ...debt, increase: 0 }, 'zh').map(({ label, value }) => label + value)).toEqual([
      '债权单位（人）王大力',
      '期初余额（元）900.00',
      '本期增加（元）0.00',
      '本期减少（元）300.00',
      '期末余额（元）600.00',
    ]);
  });

  it('names the item of the regulation beside the row’s own, and says where the text was erased', () => {
    const row = rowOf('旧祠堂', { itemKind: 'planned-distribution' });
    expect(cellOf(row, 'item', 'zh', '（已删除）')).toBe('旧祠堂（收益分配计划）');
    expect(cellOf({ ...row, item: null }, 'item', 'en', '(erased)')).toBe('(erased) (Distribution of earnings)');
    expect(cellOf(debt, 'item', 'zh', '')).toBe('修路欠款');
    expect(itemName('of-later', 'zh')).toBe('of-later');
  });
});

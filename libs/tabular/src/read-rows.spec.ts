import { describe, expect, it } from '@jest/globals';
import { refusalMessage } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import type { Cell, Sheet } from './cell.ts';
import { matchHeader } from './header.ts';
import { ledgerColumns } from './ledger-columns.ts';
import { readRows } from './read-rows.ts';
import { readTable } from './read-table.ts';
import { tabularRefusals } from './refusals.ts';
import { rowKind } from './row-kind.ts';
import { workbook } from './workbooks.testing.ts';

const specs = { ...ledgerColumns, date: { ...ledgerColumns.date, filled: true } };
const read = (sheet: Sheet) => {
  const header = matchHeader(sheet.rows, specs);
  if (isRefused(header)) throw new Error(JSON.stringify(header));
  return readRows(sheet, header, specs);
};

describe('readRows', () => {
  it('reads a village’s quarter from its workbook', async () => {
    const bytes = await workbook({
      '1月': [
        [{ value: '红旗村2026年1月资金收支明细公开表', columnSpan: 8 }],
        ['单位：元'],
        ['日期', '凭证号', '摘要', '收入金额', '支出金额', '余额', '收款人', '经手人'],
        [null, null, '上期结转', null, null, 10_000.5],
        [
          { value: new Date('2026-01-05'), type: Date, format: 'yyyy/m/d' },
          1,
          ' 收鱼塘承包费 ',
          '１，２００．００',
          null,
          11_200.5,
        ],
        ['2026年1月9日', '记-2', '付水电费', null, 350.25, 10_850.25, '自来水公司', '张三'],
        ['2026.1.20', 3, '冲销2号凭证', null, '红字50.25', 10_900.5, null, '张三'],
        [],
        ['合\u3000\u3000计', null, null, 1200, 300, 10_900.5],
        ['日期', '凭证号', '摘要', '收入金额', '支出金额', '余额', '收款人', '经手人'],
        [null, null, '结转下期', null, null, 10_900.5],
        ['制表人：李四', null, null, null, '审核：王五'],
      ],
    });
    const table = await readTable(bytes, 'x.xlsx');
    if (isRefused(table)) throw new Error(JSON.stringify(table));
    const sheet = table.sheets[0];
    if (sheet === undefined) throw new Error('no sheet');
    const { rows, findings } = read(sheet);
    expect(findings).toEqual([]);
    expect(rows.map(({ row, kind }) => `${row} ${kind}`)).toEqual([
      '4 opening',
      '5 data',
      '6 data',
      '7 data',
      '9 total',
      '11 closing',
    ]);
    expect(rows[1]?.values).toEqual({
      date: '2026-01-05',
      voucher: '1',
      summary: '收鱼塘承包费',
      receipt: 120_000,
      payment: null,
      balance: 1_120_050,
      payee: null,
      handler: null,
    });
    expect(rows[3]?.values).toMatchObject({ date: '2026-01-20', payment: -5025 });
    expect(rows[4]?.values).toMatchObject({ receipt: 120_000, payment: 30_000 });
  });

  it('reports every bad cell at once, where the user sees it, with a text in both languages', () => {
    const { findings } = read({
      name: '2月',
      rows: [
        ['日期', '摘要', '收入(万元)', '支出'],
        ['2026-02-30', 'a\u202eb', '1e5', '1,23'],
        [null, '好', { number: '1.2345678' }, '5.001'],
        ['合计', null, '见上', null],
      ],
    });
    expect(findings.map(({ code, field }) => `${field} ${code}`)).toEqual([
      '2月!A2 table.bad-date',
      '2月!B2 table.bad-characters',
      '2月!C2 table.bad-amount',
      '2月!D2 table.amount-comma',
      '2月!A3 table.missing-value',
      '2月!C3 table.amount-fraction',
      '2月!D3 table.amount-fraction',
      '2月!C4 table.bad-amount',
    ]);
    expect(findings[1]?.params).toEqual({ sheet: '2月', row: 2, column: 'B', header: '摘要', value: 'a\ufffdb' });
    const [first] = findings;
    expect(first && refusalMessage(tabularRefusals, first, 'zh')).toBe(
      '工作表“2月”第 2 行 A 列（日期）：“2026-02-30”不是有效日期',
    );
    for (const finding of findings)
      for (const language of ['zh', 'en'] as const)
        expect(refusalMessage(tabularRefusals, finding, language)).not.toMatch(/\{|^table\./);
  });

  it('lists at most so many findings and says how many more', () => {
    const rows: Cell[][] = [['日期', '收入'], ...Array.from({ length: 1500 }, () => ['2026-01-01', 'x'])];
    const { findings } = read({ name: 's', rows });
    expect(findings).toHaveLength(1000);
    expect(findings[999]).toMatchObject({ code: 'table.more-findings', params: { count: 501 } });
  });
});

describe('rowKind', () => {
  const header = { columns: [] };
  it.each<[string, string]>([
    ['合计', 'total'],
    ['合 计：', 'total'],
    ['（小计）', 'total'],
    ['本月合计', 'total'],
    ['2026年1月合计', 'total'],
    ['第一季度合计', 'total'],
    ['一季度小计', 'total'],
    ['本年累计', 'total'],
    ['总计', 'total'],
    ['收入合计', 'total'],
    ['本月发生额', 'total'],
    ['期初余额', 'opening'],
    ['上期结转', 'opening'],
    ['上月结存', 'opening'],
    ['上年结转', 'opening'],
    ['承前页', 'opening'],
    ['期末余额', 'closing'],
    ['结转下期', 'closing'],
    ['结转下年', 'closing'],
    ['本月结存', 'closing'],
    ['过次页', 'closing'],
    ['制表人：张三', 'note'],
    ['备注:以上已审核', 'note'],
    ['合计支付张三等人误工费', 'data'],
    ['付小计量泵款', 'data'],
    ['期初余额调整', 'data'],
    ['余额宝收益', 'data'],
    ['总计划编制费', 'data'],
    ['水费', 'data'],
  ])('%s: %s', (text, kind) => {
    expect(rowKind([null, text, null], header)).toBe(kind);
  });

  it('tells blank rows, and a remark with figures from a row of notes', () => {
    expect(rowKind([null, ' ', '\u3000'], header)).toBe('blank');
    expect(rowKind(['会计：培训费', { number: '5' }], header)).toBe('data');
  });
});

describe('tabularRefusals', () => {
  it('has all four texts for each code', () => {
    for (const [code, text] of Object.entries(tabularRefusals)) {
      expect(code).toMatch(/^table\.[a-z-]+$/);
      expect([code, Object.values(text).every((part) => part.length > 3)]).toEqual([code, true]);
    }
  });
});

describe('texts made to be slow', () => {
  const long = (unit: string) => unit.repeat(Math.floor(90_000 / unit.length));
  it.each(['1', ',', '-', '(', '万', '合计', ':', '*', '2026-01-01 ', '\u3000x'])(
    '%j, repeated, are read like any other',
    (unit) => {
      const cell = `1${long(unit)}x`;
      const { findings } = read({
        name: 's',
        rows: [[cell, cell], ['日期', '收入', '摘要'], ...Array.from({ length: 20 }, () => [cell, cell, cell])],
      });
      expect(findings.length).toBeGreaterThanOrEqual(40);
    },
  );
});

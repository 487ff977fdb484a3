import { describe, expect, it } from '@jest/globals';
import { isRefused } from '@cunjian/kernel';
import fc from 'fast-check';
import type { Cell } from './cell.ts';
import { matchHeader, type ColumnSpec } from './header.ts';
import { ledgerColumns, type LedgerField } from './ledger-columns.ts';

const match = (...rows: Cell[][]) => {
  const header = matchHeader(rows, ledgerColumns);
  if (isRefused(header)) throw new Error(JSON.stringify(header));
  return header;
};
const fieldsOf = (...rows: Cell[][]) =>
  match(...rows).columns.map(({ letter, field, unit }) => `${letter} ${field} ${unit}`);

describe('matchHeader', () => {
  it('finds the header below titles and blank rows, and keeps what they say', () => {
    const header = match(
      ['红旗村2026年第一季度财务公开表', null, null],
      [null, null, null],
      ['编制单位：红旗村', null, '2026-04-05'],
      ['日 期', '摘要', '收入（元）'],
    );
    expect(header).toMatchObject({
      row: 4,
      titles: ['红旗村2026年第一季度财务公开表', '编制单位：红旗村', '2026-04-05'],
      unknown: [],
    });
    expect(header.columns.map(({ field, letter, header: text }) => [field, letter, text])).toEqual([
      ['date', 'A', '日 期'],
      ['summary', 'B', '摘要'],
      ['receipt', 'C', '收入（元）'],
    ]);
  });

  it('takes the columns of any village in any order and subset', () => {
    const fields = Object.keys(ledgerColumns) as LedgerField[];
    const choice = fc
      .shuffledSubarray(fields, { minLength: 2 })
      .chain((chosen) =>
        fc.tuple(
          ...chosen.map((field) => fc.tuple(fc.constant(field), fc.constantFrom(...ledgerColumns[field].names))),
        ),
      );
    fc.assert(
      fc.property(choice, fc.constantFrom('', ' ', '*', '\u3000'), (columns, mark) => {
        const { columns: found } = match(
          ['标题'],
          columns.map(([, name]) => mark + name + mark),
        );
        expect(found.map(({ field }) => field)).toEqual(columns.map(([field]) => field));
      }),
    );
  });

  it('reads the unit from the header, else from 单位 above it', () => {
    expect(fieldsOf(['日期', '收入金额(万元)', '支出（元）', '余额'])).toEqual([
      'A date yuan',
      'B receipt wan',
      'C payment yuan',
      'D balance yuan',
    ]);
    expect(fieldsOf(['公开表', '单位：万元'], ['日期', '收入', '支出/元'])).toEqual([
      'A date wan',
      'B receipt wan',
      'C payment yuan',
    ]);
  });

  it('joins a header of two rows, where a merged cell spans several columns', () => {
    expect(
      fieldsOf(
        ['账', null, null, null, null],
        ['日期', '凭证号', '摘要', '金额', null],
        [null, null, null, '收入', '支出'],
        ['2026-01-05', '1', '水费', '', '5'],
      ),
    ).toEqual(['A date yuan', 'B voucher yuan', 'C summary yuan', 'D receipt yuan', 'E payment yuan']);
    expect(
      match(['日期', '收入', null, '支出'], [null, '金额', '备注', '金额'], ['2026-01-05', '1']).columns.map(
        ({ field }) => field,
      ),
    ).toEqual(['date', 'receipt', 'note', 'payment']);
  });

  it('does not take a data row for the second row of a header', () => {
    const header = match(['日期', '类别', '金额', '摘要'], ['2026-01-05', '收入', { number: '5' }, '房租']);
    expect(header.row).toBe(1);
    expect(header.unknown).toEqual([
      { letter: 'B', header: '类别' },
      { letter: 'C', header: '金额' },
    ]);
  });

  it('prefers the nearer of two names of one meaning for text and dates, and refuses two of an amount', () => {
    const header = match(['记账日期', '日期', '用途', '摘要', '收入']);
    expect(header.columns.map(({ letter }) => letter)).toEqual(['B', 'D', 'E']);
    expect(header.unknown.map(({ letter }) => letter)).toEqual(['A', 'C']);
    expect(matchHeader([['日期', '收入', '借方金额']], ledgerColumns)).toEqual({
      refused: [{ code: 'table.duplicate-column', params: { letter: 'C', header: '借方金额', first: 'B' } }],
    });
  });

  it('names every missing column at once, and refuses a sheet without a header', () => {
    const specs = {
      name: { names: ['姓名'], type: 'text', required: true },
      phone: { names: ['电话', '手机'], type: 'text', required: true },
      group: { names: ['组'], type: 'text' },
      house: { names: ['户号'], type: 'text' },
    } satisfies Record<string, ColumnSpec>;
    const refused = matchHeader([['组', '户号']], specs);
    expect(
      isRefused(refused) ? refused.refused.map(({ code, params }) => [code, params['column'], params['names']]) : [],
    ).toEqual([
      ['table.missing-column', '姓名', '姓名'],
      ['table.missing-column', '电话', '电话、手机'],
    ]);
    expect(
      matchHeader(
        [
          ['张三', '一组'],
          ['李四', '二组'],
        ],
        specs,
      ),
    ).toMatchObject({ refused: [{ code: 'table.no-header' }] });
    expect(matchHeader([], specs)).toMatchObject({ refused: [{ code: 'table.no-header' }] });
  });

  it('throws where one name means two columns: a bug of the specs', () => {
    expect(() =>
      matchHeader([['a']], { a: { names: ['x'], type: 'text' }, b: { names: ['Ｘ'], type: 'text' } }),
    ).toThrow('names two columns');
  });
});

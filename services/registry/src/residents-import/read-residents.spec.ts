import { describe, expect, it } from '@jest/globals';
import { isRefused } from '@cunjian/kernel';
import writeXlsxFile from 'write-excel-file/node';
import { readResidents, type Villages } from './read-residents.ts';

const division = '330302023200';
const villages: Villages = {
  byDefault: division,
  find: (text) => (text === '老涂村' || text === division ? division : undefined),
};
const read = (csv: string, by: Villages = villages) => readResidents(Buffer.from(csv), 'residents.csv', by);
const rowsOf = async (csv: string, by?: Villages) => {
  const rows = await read(csv, by);
  if (isRefused(rows)) throw new Error(JSON.stringify(rows.refused));
  return rows;
};
const codesOf = async (csv: string, by?: Villages) => {
  const rows = await read(csv, by);
  return isRefused(rows)
    ? rows.refused.map(({ code, params }) => `${code} ${params['row'] ?? ''}${params['column'] ?? ''}`)
    : [];
};

describe('a table of residents', () => {
  it('has its columns in any order, under the names that villages use, below a title', async () => {
    const csv = `老涂村人口登记表（2026年）,,,,,\n户编号,出生年月日,姓 名,公民身份号码,组别,人员类型\n12,1949年12月31日,张三,11010519491231002x,三组,常住\n`;
    expect(await rowsOf(csv)).toEqual([
      {
        row: 3,
        division,
        household: '12',
        name: '张三',
        idNumber: '11010519491231002X',
        birthDate: '1949-12-31',
        group: '三组',
        kind: 'resident',
      },
    ]);
  });

  it('leaves blank rows out, and blank cells undefined', async () => {
    expect(await rowsOf('姓名,户号,电话\n,,\n张三,1,\n')).toEqual([{ row: 3, division, household: '1', name: '张三' }]);
  });

  it('is read from XLSX, where numbers of 18 digits were kept as text', async () => {
    const text = (value: string) => ({ value, type: String });
    const bytes = await writeXlsxFile([
      ['姓名', '身份证号', '户号'].map(text),
      [text('张三'), text('11010519491231002X'), { value: 12, type: Number }],
    ]).toBuffer();
    const read = await readResidents(bytes, 'residents.xlsx', villages);
    expect(read).toMatchObject([{ household: '12', idNumber: '11010519491231002X', row: 2 }]);
  });

  it('names every bad cell at once', async () => {
    const csv = `村,姓名,身份证号,户号,电话,出生日期,类型\n桃花源,,123,,abc,2026-02-30,游客\n,${'长'.repeat(61)},,1,,,\n`;
    expect(await codesOf(csv)).toEqual([
      'residents.empty-cell 2B',
      'residents.empty-cell 2D',
      'residents.bad-id-number 2C',
      'residents.bad-phone 2E',
      'residents.bad-kind 2G',
      'residents.unknown-village 2A',
      expect.stringMatching(/^table\.\S+ 2F$/),
      'residents.too-long 3B',
    ]);
  });

  it('refuses one identity number twice in a village', async () => {
    const csv = '姓名,户号,身份证号\n张三,1,11010519491231002X\n张三,1,11010519491231002X\n';
    expect(await codesOf(csv)).toEqual(['residents.duplicate-person 3C']);
  });

  it('refuses an identity number that a spreadsheet rounded', async () => {
    expect(await codesOf('姓名,户号,身份证号\n张三,1,1.10105194912310E+17\n')).not.toEqual([]);
  });

  it('asks for the village of each row where the import is for several', async () => {
    const several = { ...villages, byDefault: undefined };
    expect(await codesOf('姓名,户号\n张三,1\n', several)).toEqual(['residents.empty-cell 2']);
    expect(await rowsOf('村,姓名,户号\n老涂村,张三,1\n', several)).toMatchObject([{ division }]);
  });

  it('refuses what is no such table', async () => {
    expect(await codesOf('a,b\n1,2\n')).toEqual(['residents.missing-column 姓名']);
    expect(await codesOf('姓名,电话\n张三,1\n')).toEqual(['residents.missing-column 户号']);
    expect(await codesOf('姓名,户号\n')).toEqual(['residents.no-rows ']);
    expect(await codesOf(['姓名,户号', ...Array.from({ length: 20_001 }, () => '张三,1')].join('\n'))).toEqual([
      'residents.too-many-rows ',
    ]);
  });
});

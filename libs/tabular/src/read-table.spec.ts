import { describe, expect, it } from '@jest/globals';
import { isRefused, type Refused } from '@cunjian/kernel';
import type { Table } from './cell.ts';
import { maxFileBytes, readTable } from './read-table.ts';
import { gbk, workbook, workbookOf, zip } from './workbooks.testing.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const rowsOf = (table: Table | Refused) => {
  if (isRefused(table)) throw new Error(JSON.stringify(table));
  return table.sheets[0]?.rows;
};
const codeOf = (table: Table | Refused) => (isRefused(table) ? table.refused[0].code : 'read');

describe('readTable of CSV', () => {
  const expected = [
    ['日期', '摘要', '金额'],
    ['2026/3/5', '付"水,电"费', '1,234.50'],
    [null, '合计', null],
  ];
  const csv = '日期,摘要,金额\r\n2026/3/5,"付""水,电""费","1,234.50"\r\n,合计,\r\n';

  it.each<[string, Uint8Array]>([
    ['UTF-8', utf8(csv)],
    ['UTF-8 with mark', utf8('\ufeff' + csv)],
    ['GBK', gbk(csv)],
    [
      'UTF-16 with mark, tabs',
      new Uint8Array(Buffer.from('\ufeff日期\t摘要\t金额\n2026/3/5\t"付""水,电""费"\t1,234.50\n\t合计\t\n', 'utf16le')),
    ],
    ['tabs', utf8('日期\t摘要\t金额\n2026/3/5\t"付""水,电""费"\t1,234.50\n\t合计\t\n')],
    ['semicolons', utf8('日期;摘要;金额\n2026/3/5;"付""水,电""费";1,234.50\n;合计;\n')],
    ['line ends of old Macs', utf8(csv.replaceAll('\r\n', '\r'))],
  ])('%s', async (_, bytes) => {
    expect(rowsOf(await readTable(bytes, '公开.csv'))).toEqual(expected);
  });

  it('keeps blank lines, so that rows have the numbers the user sees', async () => {
    expect(rowsOf(await readTable(utf8('标题,\n\n日期,金额\n'), 'x'))).toEqual([
      ['标题', null],
      [null],
      ['日期', '金额'],
    ]);
  });

  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'table.empty'],
    ['a quote without partner', utf8('a,b\n"c,d\n'), 'table.bad-quotes'],
    ['bytes that are no text', Uint8Array.of(0x41, 0xff, 0x80, 0xff), 'table.bad-encoding'],
    ['zero bytes', utf8('a,\0b\n'), 'table.not-a-table'],
    ['a PDF', utf8('%PDF-1.7\n'), 'table.not-a-table'],
    ['a web page named .xls', utf8('\n<html><table><tr><td>1</td></tr></table></html>'), 'table.old-format'],
    ['an old .xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0), 'table.old-format'],
    [
      'an encrypted workbook',
      new Uint8Array(
        Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      ),
      'table.encrypted',
    ],
    ['too many columns', utf8(','.repeat(300)), 'table.too-large'],
    ['too many bytes', new Uint8Array(maxFileBytes + 1), 'table.too-large'],
  ])('refuses %s', async (_, bytes, code) => {
    expect(codeOf(await readTable(bytes, 'x.csv'))).toBe(code);
  });
});

describe('readTable of XLSX', () => {
  it('reads all sheets, whatever the file is called, with numbers as their decimals and dates as dates', async () => {
    const bytes = await workbook({
      甲村: [
        [{ value: '2026年第一季度', columnSpan: 3 }],
        [],
        ['日期', '金额', '已付'],
        [{ value: new Date('2026-03-05'), type: Date, format: 'yyyy"年"m"月"d"日"' }, 1234.56, true],
        [' 合计 ', 0.1 + 0.2],
      ],
      乙村: [['空']],
    });
    const table = await readTable(bytes, '公开.csv');
    if (isRefused(table)) throw new Error(JSON.stringify(table));
    expect(table.sheets.map(({ name }) => name)).toEqual(['甲村', '乙村']);
    expect(table.sheets[0]?.rows).toEqual([
      ['2026年第一季度', null, null],
      [null, null, null],
      ['日期', '金额', '已付'],
      [{ date: '2026-03-05' }, { number: '1234.56' }, 'TRUE'],
      [' 合计 ', { number: '0.30000000000000004' }, null],
    ]);
  });

  it('reads cells where they stand, formulas by their result, and rows that are not there as blank', async () => {
    const bytes = workbookOf(
      '<row r="3"><c r="B3" t="inlineStr"><is><t>日期</t></is></c><c r="D3"><f>1+1</f><v>2</v></c><c r="ZZ3" s="0"/></row>',
    );
    expect(rowsOf(await readTable(bytes, 'x.xlsx'))).toEqual([
      [null, null, null, null],
      [null, null, null, null],
      [null, '日期', null, { number: '2' }],
    ]);
  });

  it('names every formula in error or never calculated, which would otherwise read as blank', async () => {
    const table = await readTable(
      workbookOf(
        '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><f>SUM(A1)</f></c><c r="C1"><f>1</f><v>1</v></c></row>',
      ),
      'x.xlsx',
    );
    expect(isRefused(table) ? table.refused.map(({ code, field }) => [code, field]) : []).toEqual([
      ['table.formula-error', 'A1'],
      ['table.formula-error', 'B1'],
    ]);
  });

  const bombSheet = Buffer.alloc(40 * 1024 * 1024, ' ');
  it.each<[string, () => Buffer, string]>([
    ['an entry beyond its bound', () => workbookOf('', [{ path: 'xl/big.xml', content: bombSheet }]), 'table.zip-bomb'],
    [
      'a ratio beyond the bound',
      () => workbookOf('', [{ path: 'xl/big.xml', content: bombSheet.subarray(0, 3_000_000) }]),
      'table.zip-bomb',
    ],
    [
      'entries whose sum is beyond the bound',
      () => {
        const noise = Buffer.from(Array.from({ length: 12 * 1024 * 1024 }, (_, i) => ((i * 7919) ^ (i >> 7)) & 0x7f));
        return workbookOf(
          '',
          ['a', 'b', 'c', 'd', 'e', 'f'].map((path) => ({ path: `${path}.xml`, content: noise })),
        );
      },
      'table.zip-bomb',
    ],
    [
      'an entry that claims to be small',
      () => workbookOf('', [{ path: 'xl/big.xml', content: bombSheet, claimed: 100 }]),
      'table.unreadable',
    ],
    [
      'too many entries',
      () =>
        workbookOf(
          '',
          Array.from({ length: 1100 }, (_, i) => ({ path: `${i}.xml`, content: '' })),
        ),
      'table.zip-bomb',
    ],
    ['an archive within', () => workbookOf('', [{ path: 'xl/embeddings/a.zip', content: 'x' }]), 'table.zip-bomb'],
    [
      'a path that leaves the archive',
      () => workbookOf('', [{ path: '../../etc/a.xml', content: 'x' }]),
      'table.unreadable',
    ],
    ['the same path twice', () => workbookOf('', [{ path: 'xl/workbook.xml', content: 'x' }]), 'table.unreadable'],
    ['an encrypted entry', () => workbookOf('', [{ path: 'a.xml', content: 'x', encrypted: true }]), 'table.encrypted'],
    [
      'a cell at the far end',
      () => workbookOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
      'table.too-large',
    ],
    [
      'a row beyond all rows',
      () => workbookOf('<row r="4000000"><c r="A4000000"><v>1</v></c></row>'),
      'table.too-large',
    ],
    ['a row number in disguise', () => workbookOf('<row r="1e9"><c><v>1</v></c></row>'), 'table.unreadable'],
    ['a reference hidden behind markup', () => workbookOf('<row x=">" r="99999999"></row>'), 'table.unreadable'],
    ['a reference written in entities', () => workbookOf('<row r="&#57;9999999"></row>'), 'table.unreadable'],
    ['a column beyond all columns', () => workbookOf('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'), 'table.unreadable'],
    [
      'a document that is no workbook',
      () => zip([{ path: 'word/document.xml', content: '<w/>' }]),
      'table.not-a-table',
    ],
    ['half an archive', () => workbookOf('<row r="1"/>').subarray(0, 300), 'table.unreadable'],
    ['markup that is no XML', () => workbookOf('<row r="1"><c r="A1"><v>1</row>'), 'table.unreadable'],
    ['a sheet without rows', () => workbookOf(''), 'table.empty'],
  ])('refuses %s', async (_, make, code) => {
    expect(codeOf(await readTable(make(), 'x.xlsx'))).toBe(code);
  });

  it('reads a sheet with formats far beyond its data', async () => {
    const far = Array.from({ length: 50 }, (_, i) => `<c r="XFD${i + 2}" s="0"/>`)
      .map((cell, i) => `<row r="${i + 2}">${cell}</row>`)
      .join('');
    expect(
      rowsOf(
        await readTable(workbookOf(`<row r="1"><c r="A1"><v>1</v></c></row>${far}<row r="1048576"/>`), 'x.xlsx'),
      )?.[0],
    ).toEqual([{ number: '1' }]);
  });

  it.each([
    '<c #',
    '<x:c r #',
    '<c r="A1" t=#',
    '<c r="A1"><v>#',
    '<x:c>#',
    '<c t="e"><f#',
    '<![CDATA[#',
    '<!--#',
    '<?#',
    '</#',
    '<c x="#',
    '<!ENTITY a#',
    ' r="#',
  ])('refuses markup made to be slow: %s', async (unit) => {
    const bytes = workbookOf(
      Array.from({ length: 60_000 }, (_, i) => unit.replace('#', String((i * 7919) % 104_729))).join(''),
    );
    expect(codeOf(await readTable(bytes, 'x'))).toMatch(/^table\.(unreadable|formula-error)$/);
  });

  it('reads many cells of a name space, and entities as text', async () => {
    const cells = Array.from(
      { length: 20_000 },
      (_, i) => `<x:row r="${i + 1}"><x:c r="A${i + 1}"><x:v>${i}</x:v></x:c></x:row>`,
    ).join('');
    expect(rowsOf(await readTable(workbookOf(cells), 'x'))).toHaveLength(20_000);
    expect(
      rowsOf(
        await readTable(
          workbookOf('<row r="1"><c r="A1" t="inlineStr"><is><t x="a>b">&lt;a&gt; &amp;</t></is></c></row>'),
          'x',
        ),
      ),
    ).toEqual([['<a> &']]);
  });
});

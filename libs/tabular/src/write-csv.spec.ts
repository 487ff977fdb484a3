import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefused } from '@cunjian/kernel';
import { cellText } from './cell.ts';
import { readTable } from './read-table.ts';
import { writeCsv } from './write-csv.ts';

describe('writeCsv', () => {
  it('writes RFC 4180 with a byte order mark', () => {
    expect(
      writeCsv([
        ['日期', '金额'],
        ['a,b', 'say "hi"'],
        ['two\nlines', null, -5],
      ]),
    ).toBe('\ufeff日期,金额\r\n"a,b","say ""hi"""\r\n"two\nlines",,-5\r\n');
  });

  it.each(['=1+1', '+cmd|calc', '-1+2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '-', '=HYPERLINK("x")'])(
    'neutralises %j',
    (text) => {
      const cell = writeCsv([[text]])
        .slice(1, -2)
        .replace(/^"/, '');
      expect(cell.startsWith("'")).toBe(true);
    },
  );

  it.each(['-123.45', '123', '-0.5', -7])('leaves the number %s', (value) => {
    expect(writeCsv([[value]])).toBe(`\ufeff${value}\r\n`);
  });

  it('is read back cell for cell', async () => {
    const safe = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .filter((text) => !/^[=+\-@\t\r\n＝＋－＠\ufeff]/.test(text) && !text.includes('\0'));
    const row = fc.array(safe, { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
        const header = ['一', '二', '三', '四'];
        const table = await readTable(new TextEncoder().encode(writeCsv([header, ...rows])), 'x.csv');
        if (isRefused(table)) throw new Error(JSON.stringify(table));
        expect(table.sheets[0]?.rows.slice(1).map((cells) => cells.map(cellText))).toEqual(rows);
      }),
    );
  });
});

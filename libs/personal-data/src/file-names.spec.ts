import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { safeFileName } from './file-names.ts';

describe('safeFileName', () => {
  it.each([
    ['合同（2026）.pdf', '合同（2026）.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\村务\\凭证 1.jpg', '凭证 1.jpg'],
    ['..', 'file'],
    ['...\u0000', 'file'],
    ['.htaccess', 'htaccess'],
    ['付款\u202efdp.exe', '付款fdp.exe'],
    ['<img src=x onerror=alert(1)>.png', '_img src_x onerror_alert(1)_.png'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie_ x.pdf'],
    ['con.txt', '_con.txt'],
    ['a/', 'a'],
    ['e\u0301.pdf', 'é.pdf'],
  ])('%j → %s', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('keeps the extension of a long name', () => {
    const safe = safeFileName(`${'村'.repeat(300)}.xlsx`);
    expect(safe.endsWith('村.xlsx')).toBe(true);
    expect([...safe]).toHaveLength(100);
  });

  it('is never empty, never a path, never markup, and stays as it is the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = safeFileName(name);
        expect(safe).toMatch(/^[^<>:"'`|?*&%$;{}=\\/\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]{1,130}$/u);
        expect(safe).not.toMatch(/^\.|^\s|\s$/);
        expect(safeFileName(safe)).toBe(safe);
      }),
      { numRuns: 500 },
    );
  });
});

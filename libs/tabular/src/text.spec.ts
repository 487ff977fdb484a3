import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseText, shownValue } from './text.ts';

describe('parseText', () => {
  it('trims, composes and collapses white space', () => {
    expect(parseText(' 付　张三\n 工资\t ')).toEqual({ value: '付 张三 工资' });
    expect(parseText('Ame\u0301lie')).toEqual({ value: 'Amélie' });
    expect(parseText(' 　')).toEqual({ value: null });
    expect(parseText({ number: '12' })).toEqual({ value: '12' });
    expect(parseText({ date: '2026-03-05' })).toEqual({ value: '2026-03-05' });
  });

  it('refuses control characters, bidi overrides and broken surrogates', () => {
    for (const bad of ['a\u0000', 'a\u202eb', '\u2066x', 'a\u001b[31m', '\ud800', 'a\u200fb'])
      expect(parseText(bad)).toEqual({ code: 'table.bad-characters' });
  });

  it('refuses long numbers that the spreadsheet program has rounded', () => {
    expect(parseText({ number: '3.3032719900101123E17' })).toEqual({ code: 'table.number-lost-digits' });
    expect(parseText({ number: '330304001200' })).toEqual({ value: '330304001200' });
  });

  it('refuses what is longer than a cell may be', () => {
    expect(parseText('村'.repeat(2001))).toEqual({ code: 'table.text-too-long', params: { limit: 2000 } });
  });

  it('leaves clean text as it is, and is done after one pass', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const once = parseText(text);
        if ('value' in once && once.value !== null) expect(parseText(once.value)).toEqual(once);
      }),
    );
  });
});

describe('shownValue', () => {
  it('shows bad characters as � and cuts what is long', () => {
    expect(shownValue('a\u202eb\u0000')).toBe('a\ufffdb\ufffd');
    expect([...shownValue('𠮷'.repeat(100))]).toHaveLength(60);
  });
});

import { isRefused } from '@cunjian/kernel';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import type { Division } from './division.ts';
import { parseDivisionList } from './list.ts';
import { initialsOf } from './pinyin.ts';
import { createDivisionSearch, maxMatches, type DivisionSearch } from './search.ts';
import { queryTokens, searchTokens } from './tokens.ts';

let divisions: readonly Division[] = [];
let search: DivisionSearch;
beforeAll(async () => {
  const list = await parseDivisionList(await readFile(new URL('../data/divisions.csv', import.meta.url)));
  if (isRefused(list)) throw new Error('the list is refused');
  divisions = list.divisions;
  search = createDivisionSearch(divisions);
});
const first = (query: string) => search.find(query, { limit: 1 })[0]?.division.name;

describe('search', () => {
  it.each([
    ['五马', '五马街道'],
    ['wmjd', '五马街道'],
    ['wuma', '五马街道'],
    ['wumajd', '五马街道'],
    ['WuMaJieD', '五马街道'],
    ['520329102001', '红军社区居民委员会'],
    ['hongjun', '红军社区居民委员会'],
    ['余庆 红军', '红军社区居民委员会'],
    ['红军 yuqing', '红军社区居民委员会'],
    ['rui an', '瑞安市'],
  ])('finds by %s %s', (query, name) => expect(first(query)).toBe(name));

  it('knows the reading of the people and that of the dictionary', () => {
    expect([first('yueqing'), first('yqs'), first('leqing')]).toEqual(['乐清市', '乐清市', '乐清市']);
  });
  it('puts larger units and beginnings first, and tells namesakes apart by their path', () => {
    expect(first('yuqing')).toBe('余庆县');
    const namesakes = search.find('西岙村委会');
    expect(namesakes.filter(({ division }) => division.name === '西岙村委会')).toHaveLength(6);
    expect(namesakes.slice(0, 6).every(({ division }) => division.name === '西岙村委会')).toBe(true);
    expect(new Set(namesakes.map(({ path }) => path.join('/'))).size).toBe(namesakes.length);
  });
  it('keeps within a division', () => {
    const found = search.find('西岙', { within: '330324000000', limit: 100 });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ division }) => division.code.startsWith('330324'))).toBe(true);
  });
  it('is bounded', () => {
    expect(search.find('村', { limit: 10_000 })).toHaveLength(maxMatches);
    expect(search.find('村')).toHaveLength(20);
  });
  it.each(['', '   ', '没有这个村', 'qqqq', '%', "' or 1=1", 'a'.repeat(10_000)])('finds nothing by %j', (query) =>
    expect(search.find(query)).toEqual([]),
  );
  it('finds every division by its whole name, by its code and by its initials', () => {
    for (const { code, name, level } of divisions.filter((_, i) => i % 40 === 0)) {
      const found = (query: string) =>
        search.find(query, { within: code, limit: 100 }).some(({ division }) => division.code === code);
      expect([name, level, found(name), found(code), found(initialsOf(name))]).toEqual([name, level, true, true, true]);
    }
  });
});

describe('tokens', () => {
  it('of a name are characters, pairs and initials in every reading', () => {
    expect(searchTokens('乐清市')).toEqual(
      expect.arrayContaining(['乐', '清', '市', '乐清', '清市', 'lqs', 'yqs', 'qs', 'l', 'y']),
    );
  });
  it('of a query are among those of each name that it is a part of', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(12), fc.integer({ min: 1, max: 5 }), (which, from, length) => {
        const name = divisions[which % divisions.length]?.name ?? '';
        const tokens = new Set(searchTokens(name));
        const part = [...name].slice(from, from + length).join('');
        expect(queryTokens(part).filter((token) => !tokens.has(token))).toEqual([]);
        expect(tokens.has(initialsOf(name).slice(0, length))).toBe(true);
      }),
    );
  });
  it('are few, whatever the name', () => {
    expect(searchTokens('长'.repeat(60)).length).toBeLessThan(1_100);
    expect(queryTokens(' ,;%')).toEqual([]);
  });
});

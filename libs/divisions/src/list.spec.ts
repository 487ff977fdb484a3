import { isRefused } from '@cunjian/kernel';
import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { kindOf, owesByDefault } from './code.ts';
import { createDivisionIndex } from './division.ts';
import { maxFindings, parseDivisionList, parseDivisionRows } from './list.ts';
import { divisionRefusals } from './refusals.ts';

const header = ['code', 'name', 'level', 'parent'];
const province = ['330000000000', '浙江省', 'province', ''];
const city = ['330300000000', '温州市', 'city', '330000000000'];
const county = ['330304000000', '瓯海区', 'county', '330300000000'];
const bytes = (text: string) => new TextEncoder().encode(text);

/** What is refused, as `line column code`. */
const findings = (result: ReturnType<typeof parseDivisionRows>) =>
  isRefused(result)
    ? result.refused.map(
        ({ code, params }) => `${params['line'] ?? '-'} ${params['column'] ?? '-'} ${code.replace('divisions.', '')}`,
      )
    : [];

describe('a list', () => {
  it('is read with its columns in any order, in Chinese too, others not looked at', () => {
    const rows = [
      ['备注', '名称', '上级', '代码', '级别'],
      ['', '浙江省', '', '330000000000', 'province'],
      ['x', ' 温州市 ', '330000000000', '330300000000', 'city'],
      ['', '', '', '', ''],
    ];
    expect(parseDivisionRows(rows)).toEqual({
      divisions: [
        { code: '330000000000', name: '浙江省', level: 'province' },
        { code: '330300000000', name: '温州市', level: 'city', parent: '330000000000' },
      ],
      successors: [],
    });
  });

  it('is refused whole, with every wrong row at once', () => {
    const rows = [
      header,
      province,
      ['330300000000', '', 'city', '330000000000'],
      ['3303', '鹿城区', 'county', '330300000000'],
      ['330304000000', '瓯海区', 'town', '330300000000'],
      ['330304000000', '瓯海区', 'county', '330300000000'],
      ['330305000000', '洞头区', 'county', '330000000000'],
      ['330324001000', '东城街道', 'town', '330324000000'],
      ['330306000000', '泰\u202e顺', 'county', '330300000000'],
    ];
    expect(findings(parseDivisionRows(rows))).toEqual([
      '3 name bad-name',
      '4 code bad-code',
      '5 level bad-level',
      '6 code duplicate-code',
      '7 parent bad-parent',
      '8 parent missing-parent',
      '9 name bad-name',
    ]);
  });

  it('tells value, place and what was expected, and shows what can not be seen', () => {
    const [level, name] = (() => {
      const result = parseDivisionRows([header, province, ['330300000000', 'a\u202eb', 'county', '330000000000']]);
      return isRefused(result) ? [result.refused[1], result.refused[0]] : [];
    })();
    expect(level).toEqual({
      code: 'divisions.bad-level',
      params: { line: 3, column: 'level', value: 'county', expected: 'city' },
      field: 'lines[3].level',
    });
    expect(name?.params['value']).toBe('aU+202Eb');
  });

  it('may lean on divisions that an earlier list holds', () => {
    const rows = [header, county];
    expect(findings(parseDivisionRows(rows))).toEqual(['2 parent missing-parent']);
    expect(parseDivisionRows(rows, (code) => code === '330300000000')).toMatchObject({
      divisions: [{ name: '瓯海区' }],
    });
  });

  it('takes rows that name successors as divisions that have ended', () => {
    const old = ['330305000000', '洞头县', 'county', '330300000000'];
    const rows = (...replacedBy: string[]) => [
      [...header, 'replaced_by'],
      [...province, ''],
      [...city, ''],
      [...county, ''],
      ...replacedBy.map((codes) => [...old, codes]),
    ];
    expect(parseDivisionRows(rows('330304000000'))).toMatchObject({
      divisions: [{}, {}, { code: '330304000000' }],
      successors: [{ code: '330305000000', replacedBy: '330304000000' }],
    });
    expect(findings(parseDivisionRows(rows('330304000000;330300000000、330399000000')))).toEqual([
      '5 replaced_by bad-successor',
      '5 replaced_by bad-successor',
    ]);
  });

  it('names every missing column', () => {
    expect(
      findings(
        parseDivisionRows([
          ['code', 'title'],
          ['330000000000', '浙江省'],
        ]),
      ),
    ).toEqual(['- name missing-column', '- level missing-column', '- parent missing-column']);
  });
  it.each([[[]], [[header]], [[header, ['', '', '', '']]]])('has rows: %j', (rows) =>
    expect(findings(parseDivisionRows(rows))).toContain(rows.length === 0 ? '- code missing-column' : '- - no-rows'),
  );

  it('bounds what it tells, and says how much it left out', () => {
    const rows = Array.from({ length: maxFindings + 5 }, () => ['x', '名', 'city', '']);
    const told = findings(parseDivisionRows([header, ...rows]));
    expect(told).toHaveLength(maxFindings + 1);
    expect(told.at(-1)).toBe('- - more-findings');
  });

  it('has a text for each of its refusals', () => {
    const told = [
      ...findings(parseDivisionRows([header, ['x', '', '', '']])),
      ...findings(parseDivisionRows([])),
      ...findings(parseDivisionRows([header])),
    ].map((text) => `divisions.${text.split(' ')[2]}`);
    expect(Object.keys(divisionRefusals)).toEqual(expect.arrayContaining(told));
  });
});

describe('a file', () => {
  const csv = `${[header, province, city].map((cells) => cells.join(',')).join('\r\n')}\r\n`;
  const names = ['浙江省', '温州市'];
  // 浙江省 and 温州市 in GBK: what Excel in China saves as CSV.
  const gbk = new Map([
    ['浙江省', [0xd5, 0xe3, 0xbd, 0xad, 0xca, 0xa1]],
    ['温州市', [0xce, 0xc2, 0xd6, 0xdd, 0xca, 0xd0]],
  ]);
  const inGbk = Uint8Array.from(
    csv.split(/(浙江省|温州市)/).flatMap((part) => gbk.get(part) ?? Array.from(part, (c) => c.charCodeAt(0))),
  );
  it.each([
    ['UTF-8', bytes(csv)],
    ['UTF-8 with its mark', bytes(`\ufeff${csv}`)],
    ['GBK', inGbk],
  ])('may be in %s', async (_, file) => {
    expect(await parseDivisionList(file)).toMatchObject({ divisions: names.map((name) => ({ name })) });
  });
  it.each([
    ['of no bytes', new Uint8Array()],
    ['in no encoding', Uint8Array.of(0x2c, 0xff, 0xff, 0x0a)],
    ['with an open quotation mark', bytes('code,name,level,parent\n330000000000,"浙江省,province,\n')],
  ])('%s is refused', async (_, file) => expect(isRefused(await parseDivisionList(file))).toBe(true));
});

describe('the list of Wenzhou and Yuqing', () => {
  const load = async () => {
    const list = await parseDivisionList(await readFile(new URL('../data/divisions.csv', import.meta.url)));
    if (isRefused(list)) throw new Error(JSON.stringify(list.refused.slice(0, 3)));
    return list.divisions;
  };

  it('holds 3,756 units at village level, 13 of which owe nothing', async () => {
    const divisions = await load();
    const villages = divisions.filter(({ level }) => level === 'village');
    const kinds = Map.groupBy(villages, ({ code }) => kindOf(code));
    expect(divisions).toHaveLength(3_974);
    expect(villages).toHaveLength(3_756);
    expect([...kinds].map(([kind, { length }]) => [kind, length]).sort()).toEqual([
      ['other', 13],
      ['residents-community', 735],
      ['village', 3_008],
    ]);
    expect(villages.filter(({ code }) => owesByDefault(code))).toHaveLength(3_743);
  });

  it('leads from a province to each village', async () => {
    const divisions = await load();
    const index = createDivisionIndex(divisions);
    expect(
      divisions.filter(({ level }) => level === 'village').every(({ code }) => index.path(code).length === 5),
    ).toBe(true);
    expect(index.path('520329102001')).toEqual(['贵州省', '遵义市', '余庆县', '龙溪镇', '红军社区居民委员会']);
    expect(index.children('330300000000').map(({ name }) => name)).toHaveLength(12);
    expect(index.children('520300000000').map(({ name }) => name)).toEqual(['余庆县']);
    expect(index.children('330303015400')).toEqual([]);
  });
});

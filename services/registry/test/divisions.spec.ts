import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  codesOf,
  done,
  granted,
  newCommandId,
  operatorAccount,
  startRegistry,
  type RunningRegistry,
} from './running-registry.ts';

const realList = () => readFile(new URL('../../../libs/divisions/data/divisions.csv', import.meta.url), 'utf8');
const operatorOffice = 'office-operator';
const gulou = '330302006044';
const laotu = '330302023200';

let registry: RunningRegistry;
let csv: string;
const operator = () => registry.as(operatorAccount, operatorOffice);
const importList = async (content: string, effective: string) => {
  const file = await registry.upload(content);
  const commandId = newCommandId();
  const accepted = await operator().divisions.import({ commandId, file, source: 'test', effective });
  await registry.settle();
  return accepted;
};

beforeAll(async () => {
  registry = await startRegistry();
  await registry.settle();
  csv = await realList();
});
afterAll(() => registry.close());

describe('the real list of divisions', () => {
  it('is refused to everybody but the operator', async () => {
    const file = await registry.upload(csv);
    const input = { commandId: newCommandId(), file, source: 'test', effective: '2023-06-30' };
    expect(codesOf(await registry.as().divisions.import(input))).toEqual(['access.denied']);
    expect(codesOf(await registry.as(operatorAccount).divisions.import(input))).toEqual(['access.denied']);
  });

  it('is previewed without anything being written', async () => {
    const file = await registry.upload(csv);
    const { value } = await operator().divisions.previewImport({ file });
    expect(granted(value)).toMatchObject({ rows: 3974, registered: 3974, renamedCount: 0, endedCount: 0 });
    const { value: found } = await operator().divisions.get({ codes: [gulou] });
    expect(found).toEqual([]);
  });

  it('is imported, with the committee of every village and community', async () => {
    const { import: id } = done(await importList(csv, '2023-06-30'));
    const { value } = await operator().imports.get({ imports: [id] });
    expect(value[0]).toMatchObject({ status: 'completed', rows: 3974, added: 3974, changed: 0, refused: 0 });

    const { value: bodies } = await registry.as().bodies.byDivision({ divisions: [gulou, laotu, '330303015400'] });
    expect(
      bodies.map((one) =>
        one.bodies.map(({ body, kind, name, owesDisclosure }) => ({ body, kind, name, owesDisclosure })),
      ),
    ).toEqual([
      [{ body: `${gulou}-rc`, kind: 'residents-committee', name: '鼓楼社区居民委员会', owesDisclosure: true }],
      [{ body: `${laotu}-vc`, kind: 'villagers-committee', name: '老涂村村民委员会', owesDisclosure: true }],
      // A unit without a committee owes nothing until someone says so.
      [],
    ]);
  });

  it('answers anybody by code, below, above and by name', async () => {
    const anyone = registry.as();
    const { value: found } = await anyone.divisions.get({ codes: [gulou, '330300000000', '999999999999'] });
    expect(found.map(({ name, level, villageKind, children }) => ({ name, level, villageKind, children }))).toEqual([
      { name: '鼓楼社区', level: 'village', villageKind: 'residents-community', children: 0 },
      { name: '温州市', level: 'city', villageKind: undefined, children: 12 },
    ]);
    const { value: below } = await anyone.divisions.children({
      parents: [
        { code: '000000000000', first: 10 },
        { code: '330302006000', first: 2 },
      ],
    });
    expect(below.map(({ items, hasMore }) => [items.map(({ division }) => division.name), hasMore])).toEqual([
      [['浙江省', '贵州省'], false],
      [['鼓楼社区', '墨池社区'], true],
    ]);
    const next = await anyone.divisions.children({
      parents: [{ code: '330302006000', first: 1, after: below[1]?.items[1]?.cursor }],
    });
    expect(next.value[0]?.items[0]?.division.name).toBe('八仙楼社区');
    const { value: above } = await anyone.divisions.ancestors({ codes: [gulou] });
    expect(above[0]?.ancestors.map(({ name }) => name)).toEqual(['浙江省', '温州市', '鹿城区', '五马街道']);
  });

  it.each([
    ['鼓楼', '鼓楼社区'],
    ['glsq', '鼓楼社区'],
    ['余庆 红军', '红军社区居民委员会'],
  ])('finds %s', async (text, name) => {
    const { value } = await registry.as().divisions.search({ text, first: 5 });
    expect(value.map(({ division }) => division.name)).toContain(name);
  });

  it('imported again changes nothing', async () => {
    const before = await registry.runtime.store.head();
    const again = await importList(csv, '2023-06-30');
    expect(again.ok && again.events).toEqual([]);
    expect(await registry.runtime.store.head()).toBe(before);
  });
});

describe('a later list', () => {
  const laterThan = (list: string) =>
    list
      .split('\n')
      .map((line) => line.replace(`${gulou},鼓楼社区`, `${gulou},新鼓楼社区`))
      .filter((line) => !line.startsWith('330302006045'))
      .join('\n')
      .replace('code,name,level,parent', 'code,name,level,parent,replaced_by')
      .concat(`\n330302006045,墨池社区,village,330302006000,${gulou}\n`);

  it('with bad rows is refused with all of them, and nothing of it is taken', async () => {
    const bad = csv.replace(`${gulou},鼓楼社区,village`, `${gulou},,town`);
    const refused = await importList(bad, '2024-06-30');
    expect(refused.ok ? [] : refused.refusals).toEqual([
      expect.objectContaining({ code: 'divisions.bad-name', params: expect.objectContaining({ line: 6 }) }),
      expect.objectContaining({ code: 'divisions.bad-level', params: expect.objectContaining({ line: 6 }) }),
    ]);
  });

  it('renames, merges and abolishes; committees follow, and history keeps the old names', async () => {
    registry.clock.advance(86_400_000);
    done(await importList(laterThan(csv), '2024-06-30'));
    const { value: now } = await registry.as().divisions.get({ codes: [gulou, '330302006045', '330302006000'] });
    expect(now).toMatchObject([
      { name: '新鼓楼社区', abolished: false, names: [{ name: '鼓楼社区' }, { name: '新鼓楼社区' }] },
      { name: '墨池社区', abolished: true, successors: [gulou] },
      { name: '五马街道' },
    ]);
    const { value: then } = await registry.as().divisions.get({ codes: [gulou], asOf: '2026-03-05T12:00:00.000Z' });
    expect(then[0]?.name).toBe('鼓楼社区');
    const { value: bodies } = await registry.as().bodies.get({ bodies: [`${gulou}-rc`, '330302006045-rc'] });
    expect(bodies).toEqual([
      expect.objectContaining({ name: '新鼓楼社区居民委员会' }),
      expect.objectContaining({ dissolvedOn: '2024-06-30', successors: [`${gulou}-rc`] }),
    ]);
    // The old name still finds it; the abolished one is no child any more.
    const { value: found } = await registry.as().divisions.search({ text: '鼓楼', first: 5 });
    expect(found[0]?.division.name).toBe('新鼓楼社区');
    const { value: below } = await registry
      .as()
      .divisions.children({ parents: [{ code: '330302006000', first: 100 }] });
    expect(below[0]?.items.map(({ division }) => division.code)).not.toContain('330302006045');
  });

  it('that is older is refused', async () => {
    expect(codesOf(await importList(csv.concat('\n'), '2020-06-30'))).toEqual(['division-list.older']);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusalMessage } from '@cunjian/contracts';
import { registryRefusals } from '../src/refusals.ts';
import { codesOf, done, granted, newCommandId, type RunningRegistry } from './running-registry.ts';
import { otherVillage, startVillage, town, village, type Village } from './village.ts';

let made: Village;
let registry: RunningRegistry;
const registrar = () => made.by(made.registrar);

/** Check characters by GB 11643, so that every number is valid. */
const idNumber = (serial: number): string => {
  const body = `33030219800101${String(serial).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return body + '10X98765432'.charAt(sum % 11);
};
const file = `老涂村户籍登记表,,,,
姓名,身份证号码,户号,村民小组,联系电话
张三,${idNumber(1)},1,1,13800138001
李四,${idNumber(2)},1,1,
王五,,2,2,0577-88881234
`;
const preview = async (content: string, division = village) => {
  const sha256 = await registry.upload(content);
  return (await registrar().residents.previewImport({ file: sha256, division })).value;
};
const importFile = async (content: string, more: { division?: string; confirmedRows?: number[] } = {}) => {
  const sha256 = await registry.upload(content);
  const input = { commandId: newCommandId(), file: sha256, division: village, ...more };
  const accepted = await registrar().residents.import(input);
  await registry.settle();
  return accepted;
};
const residents = async (division = village) =>
  granted((await registrar().residents.list({ division, first: 1_000 })).value).items.map(({ resident }) => resident);

beforeAll(async () => {
  made = await startVillage();
  ({ registry } = made);
});
afterAll(() => registry.close());

describe('a file of residents', () => {
  it('is previewed, and changes nothing by it', async () => {
    expect(granted(await preview(file))).toMatchObject({
      rows: 3,
      new: 3,
      changed: 0,
      unchanged: 0,
      toBeChecked: [],
      missing: 0,
      newRows: [{ row: 3, name: '张三', household: '1', kind: 'registered' }, { row: 4 }, { row: 5 }],
    });
    expect(await residents()).toEqual([]);
  });

  it('with bad rows is refused with every one of them, and nothing of it is taken', async () => {
    const bad = file
      .replace(idNumber(2), idNumber(2).slice(0, 17) + (idNumber(2).endsWith('1') ? '2' : '1'))
      .replace('王五,,2', '王五,,')
      .replace('0577-88881234', 'unknown');
    const refused = await importFile(bad);
    expect(
      refused.ok ? [] : refused.refusals.map(({ code, params }) => [code, params['row'], params['column']]),
    ).toEqual([
      ['residents.bad-id-number', 4, 'B'],
      ['residents.empty-cell', 5, 'C'],
      ['residents.bad-phone', 5, 'E'],
    ]);
    for (const refusal of refused.ok ? [] : refused.refusals)
      expect(refusalMessage(registryRefusals, refusal, 'zh')).toMatch(/第 \d 行 [A-Z] 列（.+）/);
    expect(await residents()).toEqual([]);
  });

  it('without the columns that are needed is refused', async () => {
    expect(codesOf(await importFile('名字,户号\n张三,1\n'))).toEqual(['residents.missing-column']);
    expect(codesOf(await importFile('姓名,电话\n张三,13800138000\n'))).toEqual(['residents.missing-column']);
    expect(codesOf(await importFile('姓名,户号\n'))).toEqual(['residents.no-rows']);
  });

  it('is not the clerk’s to import, nor another township’s', async () => {
    const sha256 = await registry.upload(file);
    const input = { commandId: newCommandId(), file: sha256, division: village };
    expect(codesOf(await made.by(made.clerk).residents.import(input))).toEqual(['access.denied']);
    expect(codesOf(await registrar().residents.import({ ...input, division: '520329102001' }))).toEqual([
      'access.denied',
    ]);
  });

  it('is imported as a whole, with progress', async () => {
    const { import: id } = done(await importFile(file));
    const { value } = await registrar().imports.get({ imports: [id] });
    expect(value).toMatchObject([
      { status: 'completed', rows: 3, added: 3, changed: 0, refused: 0, division: village },
    ]);
    expect(
      (await residents()).map(({ name, idNumber, household, phone }) => ({ name, idNumber, household, phone })),
    ).toEqual(
      expect.arrayContaining([
        { name: '张三', idNumber: idNumber(1), household: '1', phone: '13800138001' },
        { name: '李四', idNumber: idNumber(2), household: '1', phone: undefined },
        { name: '王五', idNumber: undefined, household: '2', phone: '057788881234' },
      ]),
    );
  });

  it('imported again finds nothing to change', async () => {
    expect(granted(await preview(file))).toMatchObject({ new: 0, changed: 0, unchanged: 3 });
    const before = (await registry.runtime.store.readAll({ limit: 10_000 })).events.length;
    const { import: id } = done(await importFile(file));
    expect((await registrar().imports.get({ imports: [id] })).value[0]).toMatchObject({ added: 0, changed: 0 });
    // The acceptance and its completion.
    expect((await registry.runtime.store.readAll({ limit: 10_000 })).events.length).toBe(before + 2);
  });

  it('is gone once its rows are written, so that an erasure finds all there is; sent again it is answered as before', async () => {
    const content = file.replace('老涂村户籍登记表', '老涂村户籍登记表（第二次）');
    const sha256 = await registry.upload(content);
    const input = { commandId: newCommandId(), file: sha256, division: village };
    const first = await registrar().residents.import(input);
    await registry.settle();
    expect(await registry.runtime.blobs.has(sha256)).toBe(false);
    expect(await registrar().residents.import(input)).toEqual({ ...first, repeated: true });
    expect(codesOf(await registrar().residents.import({ ...input, commandId: newCommandId() }))).toEqual([
      'import.file-missing',
    ]);
    expect(done(await importFile(content))).toBeDefined();
  });

  it('changes what differs, leaves who is missing, and tells both before', async () => {
    const changed = `姓名,身份证号码,户号,电话\n张三,${idNumber(1)},9,\n新来,${idNumber(4)},9,\n`;
    expect(granted(await preview(changed))).toMatchObject({
      new: 1,
      changed: 1,
      missing: 2,
      changedRows: [{ name: '张三', fields: ['household'] }],
    });
    done(await importFile(changed));
    const now = await residents();
    expect(now).toHaveLength(4);
    // A blank cell changes nothing.
    expect(now.find(({ name }) => name === '张三')).toMatchObject({ household: '9', group: '1', phone: '13800138001' });
  });

  it('asks about doubtful rows, and takes them only when confirmed', async () => {
    const doubtful = `姓名,身份证号码,户号\n王五,${idNumber(5)},2\n李四改,${idNumber(2)},1\n`;
    expect(granted(await preview(doubtful)).toBeChecked).toMatchObject([
      { row: 2, doubt: 'same-name' },
      { row: 3, doubt: 'other-name' },
    ]);
    expect(codesOf(await importFile(doubtful))).toEqual(['residents.rows-to-be-checked']);
    const before = new Map((await residents()).map(({ name, person }) => [name, person]));
    done(await importFile(doubtful, { confirmedRows: [2, 3] }));
    const now = await residents();
    expect(now.find(({ name }) => name === '王五')).toMatchObject({
      person: before.get('王五'),
      idNumber: idNumber(5),
    });
    expect(now.find(({ person }) => person === before.get('李四'))?.name).toBe('李四改');
    expect(granted(await preview(doubtful))).toMatchObject({ unchanged: 2, toBeChecked: [] });
  });

  it('of a whole township names the village of each row; who is registered elsewhere lives here', async () => {
    const header = '村,姓名,身份证号码,户号\n';
    const rows = `吟州村委会,赵六,${idNumber(6)},1\n${otherVillage},张三,${idNumber(1)},2\n`;
    expect(granted(await preview(header + rows, town)).toBeChecked).toMatchObject([
      { row: 3, doubt: 'registered-elsewhere', kind: 'resident' },
    ]);
    done(await importFile(header + rows, { division: town, confirmedRows: [3] }));
    const there = await residents(otherVillage);
    expect(there.map(({ name, kind }) => [name, kind])).toEqual([
      ['赵六', 'registered'],
      ['张三', 'resident'],
    ]);
    const here = (await residents()).find(({ name }) => name === '张三');
    expect(there.find(({ name }) => name === '张三')?.person).toBe(here?.person);
    // Sent again, it does not register her a second time.
    expect(granted(await preview(header + rows, town))).toMatchObject({ unchanged: 2, changed: 0, toBeChecked: [] });
    const unknown = await importFile(`${header}桃花源,钱七,,1\n`, { division: town });
    expect(codesOf(unknown)).toEqual(['residents.unknown-village']);
  });
});

describe('an import that was cut short', () => {
  it('is finished by dispatching its command again, with nothing twice', async () => {
    const many = ['姓名,身份证号码,户号', ...Array.from({ length: 40 }, (_, i) => `张${i},${idNumber(100 + i)},c${i}`)];
    const sha256 = await registry.upload(many.join('\n'));
    const { dispatch } = registry.wired;
    const command = {
      type: 'write-residents',
      data: { import: 'import-cut', division: village, sha256, rows: 40, from: '2026-03-05' },
      commandId: newCommandId(),
      actor: 'system:registry-write-imports',
      correlationId: 'test',
    };
    const { handle } = registry.runtime;
    let left = 15;
    const dying = {
      ...registry.runtime,
      handle: ((request: Parameters<typeof handle>[0]) => {
        if (left-- === 0) throw new Error('killed');
        return handle(request);
      }) as typeof handle,
    };
    const { writeResidents } = await import('../src/residents-import/write-residents.ts');
    const { queriesOf } = await import('../src/registry-context.ts');
    const { createDerivedIds } = await import('../src/derived-ids.ts');
    const { readFile } = await import('node:fs/promises');
    const key = await readFile(`${registry.dataDir}/secrets/registry-person.key`);
    const context = { runtime: dying, queries: queriesOf(dying), ids: createDerivedIds(key), slipDays: 30 };
    await expect(writeResidents(context, command.data, command)).rejects.toThrow('killed');
    await registry.settle();
    const some = (await residents()).filter(({ household }) => household.startsWith('c'));
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(40);
    // The import's own event was never written here: completing it is refused, its rows are there all the same.
    expect(await dispatch?.(command)).toMatchObject({ refused: [{ code: 'residents.unknown-import' }] });
    await registry.settle();
    const all = (await residents()).filter(({ household }) => household.startsWith('c'));
    expect(new Set(all.map(({ person }) => person)).size).toBe(40);
    expect(all).toHaveLength(40);
    const recorded = (await registry.runtime.store.readAll({ limit: 10_000 })).events.filter(({ stream }) =>
      all.some(({ person }) => stream === `residency-${village}-${person}`),
    );
    expect(recorded).toHaveLength(40);
    // One entry in the vault for each value: salts are the same when a row is concealed again.
    const kept = await Promise.all(all.map(({ person }) => registry.runtime.vault.ofSubject(person)));
    expect(kept.flat()).toHaveLength(80);
  });
});

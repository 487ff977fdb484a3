import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noticeBoardPicture } from '@cunjian/standalone/demo/pictures';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Actor } from '../src/actors.ts';
import { cunjian, cunjianDone } from '../src/command-line.ts';
import type { Deployment } from '../src/deployment.ts';
import { isDistributed, runDemo } from '../src/running.ts';
import { journeyMs } from '../src/until.ts';

jest.setTimeout(journeyMs);

const division = '330324108207';
const body = `${division}-vc`;
const phone = '13905778866';
const birthDate = '1958-02-17';
const fileName = '伤残证明.png';
/** Stands in the scan, after the picture: no other file of the demo holds it. */
const mark = 'CUNJIAN-SCAN-OF-ONE-PERSON';

let demo: Deployment;
let work = '';
let registrar: Actor;
let villager: Actor;
const path = (name: string) => join(work, name);
const made = { person: '', notice: '', file: '', url: '', receipt: '' };

const attachmentQuery = `query ($id: ID!, $atLeast: Position) { notice(id: $id, atLeast: $atLeast) {
  title attachments { name url sha256 erased { ground reason office { kind } } } } }`;
const keptQuery = `query ($division: DivisionCode!, $person: ID!, $atLeast: Position) {
  residentsById(division: $division, persons: [$person], atLeast: $atLeast) { name phone birthDate } }`;

/** None of a file that its server has put another in the place of meanwhile. */
const bytesOf = (file: string): Promise<Buffer> =>
  readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });

/** In any file of a folder: databases, their free pages and journals. */
const copiesIn = async (folder: string, text: string): Promise<number> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  let copies = 0;
  for (const entry of entries)
    if (entry.isFile() && (await bytesOf(join(entry.parentPath, entry.name))).includes(text)) copies += 1;
  return copies;
};

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'cunjian-erasure-'));
  demo = await runDemo();
  registrar = await demo.as('registrar');
  villager = await demo.as('villager');
  const clerk = await demo.as('clerk');
  const recorded = await registrar.carryOut(
    'recordResidency',
    { division, kind: 'RESIDENT', name: '何忘', household: '99', phone, birthDate, from: '2026-01-01' },
    'person',
  );
  made.person = recorded.person;
  made.file = await clerk.upload(Buffer.concat([noticeBoardPicture(4_711), Buffer.from(mark)]));
  const content = { title: '补助公示', text: '本月补助名单', attachments: [{ file: made.file, name: fileName }] };
  const { notice } = await clerk.carryOut('draftNotice', { body, content }, 'notice { id }');
  made.notice = notice.id;
  await clerk.carryOut('publishNotice', { notice: notice.id });
  const { receipt } = await villager.carryOut(
    'raiseObjection',
    { disclosure: `disclosure-${body}-2026Q2`, kind: 'QUESTION', text: '删除之前的问题' },
    'receipt { note }',
  );
  made.receipt = receipt.note;
  await demo.advanceHeads();
  if (!isDistributed) await cunjianDone('backup', '--data', demo.dataDir, '--out', path('before'));
});
afterAll(async () => {
  await demo.stop();
  await rm(work, { recursive: true });
});

describe('an erasure', () => {
  it('finds what it is about: shown, fetched and kept', async () => {
    const { notice } = await villager.ask(attachmentQuery, { id: made.notice });
    expect(notice.attachments).toMatchObject([{ name: fileName, erased: null }]);
    made.url = notice.attachments[0].url;
    expect((await villager.get(made.url)).status).toBe(200);
    expect(await copiesIn(demo.dataDir, mark)).toBeGreaterThan(0);
    expect(await copiesIn(demo.dataDir, phone)).toBeGreaterThan(0);
  });

  it('is carried out by an officer, with a reason and its ground, and by nobody else', async () => {
    const erase = { document: made.notice, file: made.file, ground: 'REQUEST', reason: '本人要求删除' };
    for (const account of ['clerk', 'auditor', 'villager'])
      expect(await (await demo.as(account)).refused('eraseFile', erase)).toMatchObject([{ code: 'access.denied' }]);
    await registrar.carryOut('erasePersonalData', {
      ...{ division, person: made.person, reason: 'REQUEST' },
      fields: ['PHONE', 'BIRTH_DATE'],
    });
    await registrar.carryOut('eraseFile', erase);
    await demo.advanceHeads();
  });

  it('leaves nothing in GraphQL, nor at the address of the file, and says why', async () => {
    const { residentsById } = await registrar.ask(keptQuery, { division, person: made.person });
    expect(residentsById).toEqual([{ name: '何忘', phone: null, birthDate: null }]);
    const { notice } = await villager.ask(attachmentQuery, { id: made.notice });
    expect(notice).toEqual({
      title: '补助公示',
      attachments: [
        {
          ...{ name: null, url: made.url, sha256: made.file },
          erased: { ground: 'REQUEST', reason: '本人要求删除', office: { kind: 'REGISTRAR' } },
        },
      ],
    });
    const answer = await villager.get(made.url);
    expect([answer.status, await answer.text()]).toEqual([410, expect.stringContaining('依本人请求')]);
  });

  it('leaves no copy in any file of the deployment: vaults, blobs, read models, journals', async () => {
    for (const text of [phone, birthDate, fileName, mark])
      expect([text, await copiesIn(demo.dataDir, text)]).toEqual([text, 0]);
  });

  it('leaves all proofs of the village as they were, and the log says how much is gone', async () => {
    const { token, office } = await demo.as('auditor');
    const session = ['--url', demo.url, '--token', token, '--office', office ?? ''];
    await cunjianDone('audit', 'export', '--division', division, '--out', path('export'), ...session);
    const vkeys = (await readFile(path('export/vkeys'), 'utf8')).trim().split('\n');
    const keys = vkeys.flatMap((vkey) => ['--vkey', vkey]);
    // Two values of the register, and the name of the file.
    const erased = { values: 3, files: 1 };
    const verified = await cunjianDone('audit', 'verify', '--dir', path('export'), ...keys, '--json');
    // The vote in the demo's running ballot.
    expect(verified.records).toMatchObject([{ ok: true, withheld: 1, erased }]);
    const replayed = await cunjianDone('audit', 'replay', '--dir', path('export'), '--json');
    expect(replayed.records).toContainEqual({ erased });
    const text = await cunjianDone('audit', 'replay', '--dir', path('export'));
    expect(text.stdout).toContain('3 values and 1 files erased');
    await writeFile(path('receipt.txt'), made.receipt);
    const receipt = ['audit', 'receipt', '--file', path('receipt.txt'), '--dir', path('export'), ...keys, '--json'];
    expect((await cunjianDone(...receipt)).records).toEqual([{ status: 'kept' }]);
  });

  // `cunjian backup` is of a standalone deployment; servers have their own (docs/operations.md).
  if (!isDistributed)
    it('is carried out again by a restore from copies that are older than it', async () => {
      await cunjianDone('backup', '--data', demo.dataDir, '--out', path('after'));
      for (const folder of ['vault', 'blobs']) {
        await rm(path(`after/${folder}`), { recursive: true });
        await cp(path(`before/${folder}`), path(`after/${folder}`), { recursive: true });
      }
      expect(await copiesIn(path('after'), mark)).toBe(1);
      const restored = ['restore', '--from', path('after'), '--data', path('data'), '--reason', '演练', '--json'];
      const { code, records } = await cunjian(...restored);
      expect([code, records]).toEqual([0, [expect.objectContaining({ erased: { values: 3, files: 1 } })]]);
      for (const text of [phone, birthDate, fileName, mark])
        expect([text, await copiesIn(path('data'), text)]).toEqual([text, 0]);
    });
});

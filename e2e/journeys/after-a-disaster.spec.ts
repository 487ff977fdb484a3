import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyHistory } from '@cunjian/web/src/verify/verify-history.ts';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Actor, Data } from '../src/actors.ts';
import { cunjian, cunjianDone, type Ran } from '../src/command-line.ts';
import { deviceMemory, logOf } from '../src/device.ts';
import type { Deployment } from '../src/deployment.ts';
import { isDistributed, runDemo, runRestored } from '../src/running.ts';
import { journeyMs } from '../src/until.ts';

jest.setTimeout(journeyMs);

const division = '330324108207';
const disclosure = `disclosure-${division}-vc-2026Q2`;
const reason = '机房火灾,11月22日恢复';

const ask = async (villager: Actor, text: string): Promise<string> => {
  const { receipt } = await villager.carryOut(
    'raiseObjection',
    { disclosure, kind: 'QUESTION', text },
    'receipt { note }',
  );
  return receipt.note;
};
const myTexts = async (villager: Actor): Promise<readonly string[]> => {
  const { myObjections } = await villager.ask('{ myObjections(first: 10) { edges { node { text } } } }');
  return myObjections.edges.map(({ node }: Data) => node.text);
};

const disasters = [
  ['and what was signed survived', true],
  ['and nothing else survived', false],
] as const;

// What differs between the two lies in the logs, which know nothing of deployments: there the first is enough.
const tried = isDistributed ? disasters.slice(0, 1) : disasters;

describe.each(tried)('a deployment restored from a backup, %s', (_, survived) => {
  let work = '';
  let running: Deployment;
  /** What a villager and an auditor hold from before. */
  const memory = deviceMemory();
  const receipts = { kept: '', lost: '' };
  let keys: readonly string[] = [];
  const path = (name: string) => join(work, name);

  const exportTo = async (name: string): Promise<Ran> => {
    const auditor = await running.as('auditor');
    const session = ['--url', running.url, '--token', auditor.token, '--office', auditor.office ?? ''];
    return cunjianDone('audit', 'export', '--division', division, '--out', path(name), ...session, '--json');
  };
  const verify = (name: string, ...more: readonly string[]) =>
    cunjian('audit', 'verify', '--dir', path(name), ...keys, '--json', ...more);

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'cunjian-disaster-'));
    const lost = await runDemo();
    running = lost;
    const villager = await lost.as('villager');
    receipts.kept = await ask(villager, '备份前的问题');
    await lost.advanceHeads();
    await exportTo('before');
    keys = (await readFile(path('before/vkeys'), 'utf8'))
      .trim()
      .split('\n')
      .flatMap((vkey) => ['--vkey', vkey]);
    // Beside the running deployment, as an operator does it every night.
    await cunjianDone('backup', ...lost.kept, '--out', path('backup'));
    receipts.lost = await ask(villager, '备份后的问题');
    await lost.advanceHeads();
    await exportTo('after');
    const fetch = logOf(lost.url, villager);
    await verifyHistory({ log: `division/${division}`, fetch, memory, now: Date.now(), entries: [] });
    await lost.shutDown();

    const published = survived ? ['--published', join(lost.auditDir, 'published.sqlite')] : [];
    await cunjianDone('restore', '--from', path('backup'), '--data', path('data'), '--reason', reason, ...published);
    await rm(lost.dataDir, { recursive: true });
    running = await runRestored(path('data'), path('running'));
    await running.settle();
    // Two deployments start, one after the other.
  }, 2 * journeyMs);
  afterAll(async () => {
    await running.shutDown();
    await rm(work, { recursive: true });
  });

  it('has all that was in the backup, with its texts, and goes on', async () => {
    const villager = await running.as('villager');
    expect(await myTexts(villager)).toContain('备份前的问题');
    expect(await myTexts(villager)).not.toContain('备份后的问题');
    await ask(villager, '恢复后的问题');
    await running.advanceHeads();
    expect(await myTexts(villager)).toContain('恢复后的问题');
  });

  it('is exported with both epochs, and both are verified as one history', async () => {
    const { records } = await exportTo('restored');
    // The vote in the demo's running ballot.
    expect(records).toMatchObject([{ origin: `cunjian.localhost/division/${division}/epoch-2`, withheld: 1 }]);
    const verified = await verify('restored');
    expect([verified.stdout, verified.stderr]).toEqual([expect.stringContaining('"ok":true'), '']);
    expect(verified.records).toMatchObject([{ lost: survived ? 1 : 0 }]);
  });

  it('extends what the backup had, and owns up to what was shown later', async () => {
    expect((await verify('restored', '--since', path('before/checkpoint'))).code).toBe(0);
    const { code, records } = await verify('restored', '--since', path('after/checkpoint'));
    // Where no record of what was signed survived, nobody but those who saw more can tell.
    expect([code, records[0]?.['where']]).toEqual(survived ? [0, undefined] : [1, 'epoch-1/checkpoint']);
  });

  it('names an earlier epoch that is left out, and a first entry that owns up to too little', async () => {
    await cunjianDone('audit', 'verify', '--dir', path('restored'), ...keys);
    await rm(path('restored/epoch-1'), { recursive: true });
    const { code, records } = await verify('restored');
    expect([code, records.map(({ where }) => where)]).toEqual([1, expect.arrayContaining(['epoch-1/checkpoint'])]);
    await exportTo('restored');
  });

  it('keeps the receipts of what is there, and not of what was lost', async () => {
    const status = async (receipt: string) => {
      await writeFile(path('receipt.txt'), receipt);
      const { records } = await cunjian(
        ...['audit', 'receipt', '--file', path('receipt.txt'), '--dir', path('restored'), ...keys, '--json'],
      );
      return records[0]?.['status'];
    };
    expect([await status(receipts.kept), await status(receipts.lost)]).toEqual(['kept', 'pending']);
    const villager = await running.as('villager');
    const state = async (note: string) =>
      (await villager.ask('query ($note: String!) { receipt(note: $note) { state } }', { note })).receipt.state;
    expect([await state(receipts.kept), await state(receipts.lost)]).toEqual(['KEPT', 'PENDING']);
  });

  it('is replayed as one history', async () => {
    const { records } = await cunjianDone('audit', 'replay', '--dir', path('restored'), '--json');
    const events = records.flatMap(({ event }) => (event === undefined ? [] : [event]));
    expect(events.filter((event) => event === 'log-epoch-started')).toHaveLength(1);
    expect(events.slice(events.indexOf('log-epoch-started'))).toContain('objection-raised');
    expect(events.slice(0, events.indexOf('log-epoch-started'))).toContain('disclosure-published');
  });

  it('is told of to a villager whose phone saw the lost log', async () => {
    const villager = await running.as('villager');
    const steps = await verifyHistory({
      log: `division/${division}/epoch-2`,
      fetch: logOf(running.url, villager),
      memory,
      now: Date.now(),
      entries: [{ index: 0 }],
    });
    expect(steps[0]).toMatchObject(
      survived
        ? { step: 'epoch', verdict: 'open', params: { variant: 'restored', reason } }
        : { step: 'epoch', verdict: 'failed', params: { variant: 'denies' } },
    );
  });

  it('gives every head that was signed since', async () => {
    await running.settle();
    const { code, stdout } = await cunjian('audit', 'reseal', '--check', ...running.kept, '--json');
    expect([stdout, code]).toEqual([expect.stringContaining('"ok":true'), 0]);
  });
});

import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { overallVerdict, type Step } from '@cunjian/web/src/verify/steps.ts';
import { verifyHistory } from '@cunjian/web/src/verify/verify-history.ts';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { cunjian, cunjianDone } from '../src/command-line.ts';
import { deviceMemory, logOf } from '../src/device.ts';
import type { Deployment } from '../src/deployment.ts';
import { runDemo } from '../src/running.ts';
import { journeyMs } from '../src/until.ts';

jest.setTimeout(journeyMs);

const division = '330324108207';
const phone = deviceMemory();

let demo: Deployment;
let before = '';
beforeAll(async () => {
  demo = await runDemo();
  await demo.advanceHeads();
});
afterAll(() => demo.stop());

const look = async (): Promise<readonly Step[]> =>
  verifyHistory({
    log: `division/${division}`,
    fetch: logOf(demo.url, await demo.as('villager')),
    memory: phone,
    now: Date.now(),
    entries: [{ index: 0 }],
  });
const session = async (account: string): Promise<readonly string[]> => {
  const { token, office } = await demo.as(account);
  return ['--url', demo.url, '--token', token, '--office', office ?? ''];
};
/** An export, and the key that stands for the division in it. */
const exported = async (name: string): Promise<{ readonly dir: string; readonly vkey: string }> => {
  const dir = join(demo.dataDir, name);
  await cunjianDone('audit', 'export', '--division', division, '--out', dir, ...(await session('auditor')));
  return { dir, vkey: (await readFile(join(dir, 'vkeys'), 'utf8')).split('\n')[0] ?? '' };
};

describe('a signing key that is replaced', () => {
  it('was remembered by a villager’s phone and noted down by an auditor', async () => {
    expect(overallVerdict(await look())).toBe('proved');
    before = (await exported('before')).vkey;
    expect(await cunjian('audit', 'verify', '--dir', join(demo.dataDir, 'before'), '--vkey', before)).toMatchObject({
      code: 0,
    });
  });

  it('hands on to the new one by a statement that both sign', async () => {
    const rotation = ['audit', 'rotate-key', '--purpose', 'log'];
    const operator = await session('operator');
    const warned = await cunjian(...rotation, ...operator);
    expect(warned).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('fingerprint on notice sheets'),
    });
    const auditor = await session('auditor');
    expect(await cunjian(...rotation, '--confirm', ...auditor)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('access.denied'),
    });
    const { records } = await cunjianDone(...rotation, '--confirm', ...operator, '--json');
    expect(records).toMatchObject([{ purpose: 'log', receipt: expect.any(String) }]);
    expect(records[0]?.['newVkey']).not.toBe(before);
    await demo.advanceHeads();
  });

  it('keeps the phone green, which is told when it happened', async () => {
    const steps = await look();
    expect(steps.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
    expect(overallVerdict(steps)).toBe('proved');
    expect(steps.find(({ step }) => step === 'key')).toMatchObject({
      verdict: 'proved',
      params: { variant: 'rotated', at: expect.any(Number) },
    });
  });

  it('still leads the auditor to what is signed today, and counts for nothing signed by itself since', async () => {
    const { dir, vkey } = await exported('after');
    expect(vkey).not.toBe(before);
    const { code, records } = await cunjian('audit', 'verify', '--dir', dir, '--vkey', before, '--json');
    expect({ code, records }).toMatchObject({
      code: 0,
      records: [{ ok: true, replaced: [{ vkey: before, by: vkey }] }],
    });
    // As if the old key had signed after it was replaced: its export, with the statement beside it.
    const old = join(demo.dataDir, 'before');
    await copyFile(join(dir, 'rotations.json'), join(old, 'rotations.json'));
    const refused = await cunjian('audit', 'verify', '--dir', old, '--vkey', before, '--json');
    expect(refused.code).toBe(1);
    expect(refused.records[0]).toMatchObject({ where: 'checkpoint', what: expect.stringContaining('replaced at') });
  });
});

import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWitnessPolicy } from '@cunjian/audit/witnesses/witness-policy';
import type { Served } from '@cunjian/cli/src/serve.ts';
import { serveWitness } from '@cunjian/cli/src/witness/serve-witness.ts';
import { openWitness, type Witness } from '@cunjian/cli/src/witness/witness.ts';
import { systemClock, systemRandom } from '@cunjian/service-kit';
import {
  appendLeaves,
  createSigner,
  emptyTree,
  formatAddCheckpoint,
  formatCheckpointText,
  formatVkey,
  parseCheckpoint,
  readTree,
  tilePath,
} from '@cunjian/tlog';
import { createNodeHasher } from '@cunjian/tlog/node';
import type { Step } from '@cunjian/web/src/verify/steps.ts';
import { verifyHistory } from '@cunjian/web/src/verify/verify-history.ts';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { cunjian, type Ran } from '../src/command-line.ts';
import { logOf } from '../src/device.ts';
import { entriesOf, forgeHistory, operatorOf, writeTree, type Operator } from '../src/forge.ts';
import type { Deployment } from '../src/deployment.ts';
import { auditDirIn, demoFolder, runOn } from '../src/running.ts';
import { journeyMs, until } from '../src/until.ts';

jest.setTimeout(journeyMs);

const division = '330324108207';
const hasher = createNodeHasher();
const noMemory = { get: () => undefined, set: () => undefined };

let work = '';
let operator: Operator;
let witness: Witness;
let served: Served;
let witnesses: ReturnType<typeof readWitnessPolicy>;
let running: Deployment;
let keys: readonly string[] = [];
/** What one auditor is shown, and what another. */
let [one, other] = ['', ''];

const exported = async (name: string) => {
  const { token, office } = await running.as('auditor');
  const session = ['--url', running.url, '--token', token, '--office', office ?? ''];
  return cunjian('audit', 'export', '--division', division, '--out', join(work, name), ...session);
};
const verify = (dir: string, ...more: readonly string[]) =>
  cunjian('audit', 'verify', '--dir', dir, ...keys, '--json', ...more);
const trusting = () => ['--witness', witness.vkey, '--quorum', '1'];
const witnessesOnPage = async (): Promise<Step | undefined> => {
  const fetch = logOf(running.url, await running.as('villager'));
  const entries = [{ index: 0 }];
  const steps = await verifyHistory({ log: `division/${division}`, fetch, memory: noMemory, now: Date.now(), entries });
  return steps.find(({ step }) => step === 'witnesses');
};
/** Asks the witness, and looks until the page tells of that. */
const toldOnPage = async (variant: string): Promise<Step | undefined> => {
  await running.askWitnesses();
  let told: Step | undefined;
  const isTold = async (): Promise<boolean> => (told = await witnessesOnPage())?.params['variant'] === variant;
  await until(isTold, () => `the page says ${variant}: ${JSON.stringify(told)}`);
  return told;
};
/** What doctor says of audit, once that is so. */
const saidByDoctor = async ({ auditUrl }: Deployment, so: RegExp): Promise<Ran> => {
  const ask = () => cunjian('doctor', '--url', auditUrl);
  await until(async () => so.test((await ask()).stdout), `doctor says ${so}`);
  return ask();
};
const somethingHappens = async (text: string): Promise<void> => {
  const villager = await running.as('villager');
  const disclosure = `disclosure-${division}-vc-2026Q2`;
  await villager.carryOut('raiseObjection', { disclosure, kind: 'QUESTION', text }, 'receipt { note }');
  await running.advanceHeads();
};

/** Every head that the heads in `dir` show of the forged log, as it would have been in the forged history. */
const forgeHeads = async (dir: string): Promise<void> => {
  const { origin } = parseCheckpoint(await readFile(join(dir, 'checkpoint'), 'utf8'));
  const leaves = entriesOf(dir, '').map((entry) => hasher.leaf(entry));
  const heads = entriesOf(dir, 'heads/').map((entry) => {
    const [name, size = ''] = Buffer.from(entry).toString().split('\n');
    if (name !== origin) return entry;
    const { root } = appendLeaves(emptyTree, leaves.slice(0, Number(size)), hasher);
    return new Uint8Array(Buffer.from(formatCheckpointText({ origin, size: Number(size), root })));
  });
  await writeTree(dir, 'heads/', heads, operator);
};

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'cunjian-split-view-'));
  const dataDir = await demoFolder();
  operator = await operatorOf(auditDirIn(dataDir));
  const log = createSigner({ name: 'cunjian.localhost/heads', secret: operator.secret });
  witness = await openWitness({
    ...{ dir: join(work, 'witness'), name: 'witness.example.edu', logs: [formatVkey(log)] },
    ...{ clock: systemClock, random: systemRandom, say: () => undefined },
  });
  served = await serveWitness({ witness, host: '127.0.0.1', port: 0, clock: systemClock });
  const url = `http://127.0.0.1:${served.port}`;
  witnesses = readWitnessPolicy(`witness university ${witness.vkey} ${url}; quorum university`);
  running = await runOn(dataDir, { witnesses });
  await somethingHappens('账目是否齐全？');
  await toldOnPage('all');
  one = join(work, 'one');
  await exported('one');
  keys = (await readFile(join(one, 'vkeys'), 'utf8'))
    .trim()
    .split('\n')
    .flatMap((vkey) => ['--vkey', vkey]);
  // The operator has the key, and makes a history for somebody else in which an event says otherwise.
  other = join(work, 'other');
  await cp(one, other, { recursive: true });
  await forgeHistory(other, operator, (history) =>
    history.map((entry, i) =>
      i === 42
        ? {
            ...entry,
            event: entry.event.replace(
              /("time":"\d{4}-\d\d-\d\dT\d\d:)(\d\d)/,
              (_, before, minute) => before + (minute === '59' ? '58' : '59'),
            ),
          }
        : entry,
    ),
  );
  await forgeHeads(other);
});
afterAll(async () => {
  await running.shutDown();
  await served.close();
  witness.close();
  await rm(running.dataDir, { recursive: true });
  await rm(work, { recursive: true });
});

describe('a witnessed deployment', () => {
  it('says who has seen the same heads: on the page, in health, as a metric, and to the auditor', async () => {
    expect(await witnessesOnPage()).toMatchObject({
      verdict: 'proved',
      params: { variant: 'all', count: 1, of: 1, names: 'university' },
    });
    const doctor = await saidByDoctor(running, /witnessed by/);
    expect(doctor.stdout).toContain('witnessed by 1 of 1: university; quorum university of 1 met');
    const metrics = await (await fetch(`${running.auditUrl}/metrics`)).text();
    expect(metrics).toContain('cunjian_heads_quorum_met_boolean 1');
    expect(await verify(one, ...trusting())).toMatchObject({
      code: 0,
      records: [{ ok: true, cosigned: ['witness.example.edu'], unsigned: [] }],
    });
    expect(await readFile(join(one, 'policy'), 'utf8')).toBe(await (await fetch(`${running.url}/log/policy`)).text());
  });
});

describe('two auditors who are shown two histories', () => {
  it('see nothing wrong, each alone and without a witness', async () => {
    expect((await verify(one)).code).toBe(0);
    expect((await verify(other)).code).toBe(0);
  });

  it('find out by the witness: nobody cosigned the one that it was not shown', async () => {
    expect(await verify(other, ...trusting())).toMatchObject({
      code: 1,
      records: [{ where: 'heads/checkpoint', what: expect.stringContaining('missing: witness.example.edu') }],
    });
  });

  it('find out by comparing what they hold, whichever way round, by the heads or by the log', async () => {
    for (const [mine, theirs] of [
      [one, other],
      [other, one],
    ] as const)
      for (const [path, where] of [
        ['checkpoint', 'checkpoint'],
        ['heads/checkpoint', 'heads/checkpoint'],
      ] as const)
        expect(await verify(mine, '--since', join(theirs, path))).toMatchObject({
          code: 1,
          records: [{ where, what: expect.stringContaining('history was rewritten') }],
        });
  });

  const submit = async (dir: string, oldSize: number, proof: readonly Uint8Array[] = []): Promise<number> => {
    const checkpoint = await readFile(join(dir, 'heads/checkpoint'), 'utf8');
    const body = formatAddCheckpoint({ oldSize, proof, checkpoint });
    return (await fetch(`http://127.0.0.1:${served.port}/add-checkpoint`, { method: 'POST', body })).status;
  };

  it('have a witness that refuses the second history, and keeps the proof', async () => {
    const { size } = parseCheckpoint(await readFile(join(other, 'heads/checkpoint'), 'utf8'));
    expect(await submit(other, size)).toBe(409);
    const [file = ''] = await readdir(join(work, 'witness/evidence'));
    const evidence = await readFile(join(work, 'witness/evidence', file), 'utf8');
    expect(evidence).toContain(await readFile(join(other, 'heads/checkpoint'), 'utf8'));
  });

  it('have a witness that refuses it also where it has grown', async () => {
    const grown = join(work, 'grown');
    await cp(other, grown, { recursive: true });
    const { size } = parseCheckpoint(await readFile(join(other, 'heads/checkpoint'), 'utf8'));
    const entries = [...entriesOf(grown, 'heads/'), ...entriesOf(grown, 'heads/').slice(-1)];
    await writeTree(grown, 'heads/', entries, operator);
    const { tiles, root } = appendLeaves(
      emptyTree,
      entries.map((entry) => hasher.leaf(entry)),
      hasher,
    );
    const files = new Map(tiles.map((tile) => [tilePath(tile), tile.bytes]));
    const tree = await readTree((path) => files.get(path), { size: size + 1, root }, hasher);
    expect(await submit(grown, size, await tree.consistencyProof(size))).toBe(422);
  });
});

describe('a phone that visits while the witness is gone', () => {
  it('is told that it is shown heads that nobody else has cosigned, and the deployment goes on', async () => {
    const { port } = served;
    await served.close();
    await somethingHappens('再问一次');
    expect(await toldOnPage('absent')).toMatchObject({
      verdict: 'open',
      params: { variant: 'absent', of: 1, missing: 'university' },
    });
    expect(await saidByDoctor(running, /it does not answer/)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/witnesses: shown by the operator alone;.*university: it does not answer/),
    });
    served = await serveWitness({ witness, host: '127.0.0.1', port, clock: systemClock });
  });
});

describe('a deployment whose data somebody put back by hand', () => {
  let older: Deployment;
  beforeAll(async () => {
    // As it was before the witness saw anything.
    older = await runOn(await demoFolder(), { witnesses });
    await older.askWitnesses();
  });
  afterAll(async () => {
    await older.shutDown();
    await rm(older.dataDir, { recursive: true });
  });

  it('signs no heads any more, since the witness knows more; doctor and export say so', async () => {
    const doctor = await saidByDoctor(older, /WRONG/);
    expect(doctor).toMatchObject({ code: 1, stdout: expect.stringContaining('WRONG witnesses: witness university') });
    expect(doctor.stdout).toContain('cunjian restore');
    const { token, office } = await older.as('auditor');
    const session = ['--url', older.url, '--token', token, '--office', office ?? ''];
    const refused = await cunjian('audit', 'export', '--division', division, '--out', join(work, 'older'), ...session);
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('witness university knows a larger tree'),
    });
    const shown = await fetch(`${older.url}/log/heads/checkpoint`);
    expect([shown.ok, await shown.text()]).toEqual([false, expect.stringContaining('knows a larger tree')]);
  });
});

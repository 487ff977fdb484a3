import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Actor } from '../src/actors.ts';
import { atRest } from '../src/at-rest.ts';
import { cunjian } from '../src/command-line.ts';
import { isDistributed, runDemo, runOn } from '../src/running.ts';
import { journeyMs } from '../src/until.ts';

jest.setTimeout(journeyMs);

const division = '330324108207';
const origin = `cunjian.localhost/division/${division}`;

let work = '';
/** A deployment whose logs were signed and shown; stopped. */
let genuine = '';
/** The copy that a test tampers with. */
let dataDir = '';
let signedSize = 0;

const checkpointOf = async (auditor: Actor): Promise<{ size: number } | { refused: string }> => {
  const answer = await auditor.get(`/log/division/${division}/checkpoint`);
  const text = await answer.text();
  return answer.ok ? { size: Number(text.split('\n')[1]) } : { refused: text };
};

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'cunjian-tampering-'));
  genuine = join(work, 'genuine');
  const demo = await runDemo();
  const auditor = await demo.as('auditor');
  await demo.advanceHeads();
  await auditor.get('/log/heads/checkpoint');
  const signed = await checkpointOf(auditor);
  signedSize = 'size' in signed ? signed.size : 0;
  await demo.shutDown();
  await rename(demo.dataDir, genuine);
});
afterAll(() => rm(work, { recursive: true }));
beforeEach(async () => {
  dataDir = await mkdtemp(join(work, 'copy-'));
  await cp(genuine, dataDir, { recursive: true });
});

interface Row {
  readonly position: number;
  /** Of the event before it, of whatever village. */
  readonly before: number;
  /** The event, in its frame where it has one; each character is a byte. */
  readonly text: string;
}

/** The village's events in their order, and a hand at the store. */
const withEvents = (change: (db: DatabaseSync, village: readonly Row[]) => void): void => {
  const db = new DatabaseSync(atRest(dataDir).events);
  // Types that begin so are the server's own.
  const rows = db.prepare(`SELECT position, bytes FROM event WHERE type NOT LIKE '$%' ORDER BY position`).all();
  const positions = rows.map(({ position }) => Number(position));
  const read = rows.map(({ bytes }, i) => ({
    position: positions[i] ?? 0,
    before: positions[i - 1] ?? 0,
    text: Buffer.from(bytes as Uint8Array).toString('latin1'),
  }));
  change(
    db,
    read.filter(({ text }) => text.includes(`"partitionkey":"${division}"`)),
  );
  db.close();
};
const at = (village: readonly Row[], i: number): Row => {
  const row = village[i];
  if (row === undefined) throw new RangeError(`the village has no event ${i}`);
  return row;
};
const write = (db: DatabaseSync, position: number, text: string): void => {
  const written = db.prepare('UPDATE event SET bytes = ? WHERE position = ?');
  expect(written.run(Buffer.from(text, 'latin1'), position).changes).toBe(1);
};

const manipulations = {
  'an event changed': (db, village) => {
    const { position, text } = at(village, 20);
    write(db, position, text.replace('"time":"2025', '"time":"2024'));
  },
  'a salt changed': (db, village) => {
    const { position, text } = at(village, 20);
    // In the frame it stands as text, before the event.
    const changed = text.replace(/^([^]{0,300}"salt":")(.)/, (_, before, c) => before + (c === 'A' ? 'B' : 'A'));
    if (changed !== text) write(db, position, changed);
    else db.prepare('UPDATE event SET salt = zeroblob(32) WHERE position = ?').run(position);
  },
  'an event dropped': (db, village) => {
    db.prepare('DELETE FROM event WHERE position = ?').run(at(village, 20).position);
  },
  'two events swapped': (db, village) => {
    const [a, b] = [at(village, 20).position, at(village, 21).position];
    for (const [from, to] of [
      [a, -1],
      [b, a],
      [-1, b],
    ] as const)
      db.prepare('UPDATE event SET position = ? WHERE position = ?').run(to, from);
  },
  'an event inserted': (db, village) => {
    // Room for it is where another village's event was.
    const { before, text } = at(village, 20);
    write(db, before, text);
  },
  'the end cut off': (db, village) => {
    db.prepare('DELETE FROM event WHERE position >= ?').run(at(village, 100).position);
  },
} satisfies Record<string, (db: DatabaseSync, village: readonly Row[]) => void>;

// Where each is a process, the events are framed otherwise and the rest is the same: what changes a frame is tried there.
const tried = Object.entries(manipulations).slice(0, isDistributed ? 2 : undefined);

const reseal = () => atRest(dataDir).cunjian('audit', 'reseal', '--check', '--json');

describe('the event store as it was', () => {
  it('gives every head that was ever signed', async () => {
    const { code, records } = await reseal();
    expect([code, records]).toEqual([0, [{ ok: true, lost: 0, checkpoints: expect.any(Number) }]]);
    expect(records[0]?.['checkpoints']).toBeGreaterThan(1);
  });
});

describe.each(tried)('the event store with %s', (_, manipulate) => {
  beforeEach(() => withEvents(manipulate));

  it('does not give what was signed: reseal names log and size', async () => {
    const { code, records } = await reseal();
    expect(code).toBe(1);
    expect(records.map(({ where }) => where)).toContain(`${origin} ${signedSize}`);
  });
});

describe('a deployment started on a manipulated store', () => {
  it('signs nothing that contradicts what it signed', async () => {
    withEvents(manipulations['an event changed']);
    await rm(atRest(dataDir).sealedLogs);
    const running = await runOn(dataDir);
    await running.settle();
    const found = await checkpointOf(await running.as('auditor'));
    await running.shutDown();
    expect(found).toEqual({ refused: expect.stringContaining('log.fork') });
  });
});

describe('a tile changed in the derived logs', () => {
  it('is named by whoever verifies what is served: what was signed is served as it was', async () => {
    const db = new DatabaseSync(atRest(dataDir).sealedLogs);
    db.prepare(
      `UPDATE tile SET bytes = CAST(zeroblob(32) || substr(bytes, 33) AS BLOB) WHERE log = ? AND level = 0 AND n = 0`,
    ).run(division);
    db.close();
    const running = await runOn(dataDir);
    await running.settle();
    const auditor = await running.as('auditor');
    const out = join(dataDir, 'export');
    const session = ['--url', running.url, '--token', auditor.token, '--office', auditor.office ?? ''];
    const exported = await cunjian('audit', 'export', '--division', division, '--out', out, ...session);
    const served = await checkpointOf(auditor);
    await running.shutDown();
    expect(exported.code).toBe(0);
    expect(served).toEqual({ size: signedSize });
    const { code, records } = await cunjian('audit', 'verify', '--dir', out, '--json');
    expect([code, records.map(({ where }) => where)]).toEqual([1, [`tile/0/000.p/${signedSize}`]]);
  });
});

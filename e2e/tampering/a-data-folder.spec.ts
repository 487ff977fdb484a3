import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cunjian } from '../src/command-line.ts';
import { run, runStandaloneDemo } from '../src/running.ts';
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

const checkpointOf = async (dir: string): Promise<{ size: number } | { refused: string }> => {
  const running = await run(dir);
  try {
    await running.settle();
    const auditor = await running.as('auditor');
    const answer = await auditor.get(`/log/division/${division}/checkpoint`);
    const text = await answer.text();
    return answer.ok ? { size: Number(text.split('\n')[1]) } : { refused: text };
  } finally {
    await running.stop();
  }
};

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'cunjian-tampering-'));
  genuine = join(work, 'genuine');
  const demo = await runStandaloneDemo();
  const auditor = await demo.as('auditor');
  await demo.advanceHeads();
  await auditor.get('/log/heads/checkpoint');
  signedSize = Number((await (await auditor.get(`/log/division/${division}/checkpoint`)).text()).split('\n')[1]);
  await demo.standalone.stop();
  await cp(demo.dataDir, genuine, { recursive: true });
  await rm(demo.dataDir, { recursive: true });
});
afterAll(() => rm(work, { recursive: true }));
beforeEach(async () => {
  dataDir = await mkdtemp(join(work, 'copy-'));
  await cp(genuine, dataDir, { recursive: true });
});

/** Positions of the village's events in their order, and a hand at the store. */
const withEvents = (change: (db: DatabaseSync, positions: readonly number[]) => void): void => {
  const db = new DatabaseSync(join(dataDir, 'events.sqlite'));
  const rows = db
    .prepare(
      `SELECT position FROM event WHERE json_extract(CAST(bytes AS TEXT), '$.partitionkey') = ? ORDER BY position`,
    )
    .all(division);
  change(
    db,
    rows.map(({ position }) => Number(position)),
  );
  db.close();
};
const at = (positions: readonly number[], i: number): number => {
  const position = positions[i];
  if (position === undefined) throw new RangeError(`the village has no event ${i}`);
  return position;
};

const manipulations = {
  'an event changed': (db, positions) => {
    db.prepare(
      `UPDATE event SET bytes = CAST(replace(CAST(bytes AS TEXT), '"time":"2025', '"time":"2024') AS BLOB) WHERE position = ?`,
    ).run(at(positions, 20));
  },
  'a salt changed': (db, positions) => {
    db.prepare('UPDATE event SET salt = zeroblob(32) WHERE position = ?').run(at(positions, 20));
  },
  'an event dropped': (db, positions) => {
    db.prepare('DELETE FROM event WHERE position = ?').run(at(positions, 20));
  },
  'two events swapped': (db, positions) => {
    const [a, b] = [at(positions, 20), at(positions, 21)];
    for (const [from, to] of [
      [a, -1],
      [b, a],
      [-1, b],
    ] as const)
      db.prepare('UPDATE event SET position = ? WHERE position = ?').run(to, from);
  },
  'an event inserted': (db, positions) => {
    // Room for it is where another village's event was.
    const other = at(positions, 20) - 1;
    db.prepare('UPDATE event SET bytes = (SELECT bytes FROM event WHERE position = ?) WHERE position = ?').run(
      at(positions, 20),
      other,
    );
  },
  'the end cut off': (db, positions) => {
    db.prepare('DELETE FROM event WHERE position >= ?').run(at(positions, 100));
  },
} satisfies Record<string, (db: DatabaseSync, positions: readonly number[]) => void>;

describe('the event store as it was', () => {
  it('gives every head that was ever signed', async () => {
    const { code, records } = await cunjian('audit', 'reseal', '--check', '--data', dataDir, '--json');
    expect([code, records]).toEqual([0, [{ ok: true, lost: 0, checkpoints: expect.any(Number) }]]);
    expect(records[0]?.['checkpoints']).toBeGreaterThan(1);
    expect(await checkpointOf(dataDir)).toEqual({ size: signedSize });
  });
});

describe.each(Object.entries(manipulations))('the event store with %s', (_, manipulate) => {
  beforeEach(() => withEvents(manipulate));

  it('does not give what was signed: reseal names log and size', async () => {
    const { code, records } = await cunjian('audit', 'reseal', '--check', '--data', dataDir, '--json');
    expect(code).toBe(1);
    expect(records.map(({ where }) => where)).toContain(`${origin} ${signedSize}`);
  });
});

describe('a deployment started on a manipulated store', () => {
  it('signs nothing that contradicts what it signed', async () => {
    withEvents(manipulations['an event changed']);
    await rm(join(dataDir, 'read-models'), { recursive: true });
    expect(await checkpointOf(dataDir)).toEqual({ refused: expect.stringContaining('log.fork') });
  });
});

describe('a tile changed in the derived logs', () => {
  it('is named by whoever verifies what is served', async () => {
    const db = new DatabaseSync(join(dataDir, 'read-models', 'audit-logs.sqlite'));
    db.prepare(
      `UPDATE tile SET bytes = CAST(zeroblob(32) || substr(bytes, 33) AS BLOB) WHERE log = ? AND level = 0 AND n = 0`,
    ).run(division);
    db.close();
    const running = await run(dataDir);
    await running.settle();
    const auditor = await running.as('auditor');
    const out = join(dataDir, 'export');
    const session = ['--url', running.url, '--token', auditor.token, '--office', auditor.office ?? ''];
    const exported = await cunjian('audit', 'export', '--division', division, '--out', out, ...session);
    await running.stop();
    expect(exported.code).toBe(0);
    const { code, records } = await cunjian('audit', 'verify', '--dir', out, '--json');
    expect([code, records.map(({ where }) => where)]).toEqual([1, [`tile/0/000.p/${signedSize}`]]);
  });
});

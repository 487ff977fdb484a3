import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createCosigner,
  decodeBundle,
  encodeBundle,
  formatCheckpointText,
  formatVkey,
  parseCheckpoint,
} from '@cunjian/tlog';
import { peopleOf, residentsCsv } from '@cunjian/standalone/demo/people';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cunjian, cunjianDone } from '../src/command-line.ts';
import { entriesOf, forgeHistory, openingsOf, operatorOf, writeTree, type Operator } from '../src/forge.ts';
import { village } from '../src/quarter-file.ts';
import { runDemo } from '../src/running.ts';
import { journeyMs } from '../src/until.ts';

jest.setTimeout(journeyMs);

const division = '330324108207';
const day = 24 * 60 * 60;

/** Made once: an export, what an auditor kept of an earlier one, and what a villager holds in hand. */
let work = '';
let genuine = '';
let earlier = { checkpoint: '', heads: '' };
let receipt = '';
let operator: Operator;
/** The fingerprints on the notice sheet. */
let keys: readonly string[] = [];

/** The export that a test tampers with. */
let dir = '';

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'cunjian-tampering-'));
  genuine = join(work, 'genuine');
  const demo = await runDemo();
  operator = await operatorOf(demo.auditDir);
  const [registrar, villager, auditor] = [
    await demo.as('registrar'),
    await demo.as('villager'),
    await demo.as('auditor'),
  ];
  const session = ['--url', demo.url, '--token', auditor.token, '--office', auditor.office ?? ''];
  const asked = await villager.carryOut(
    'raiseObjection',
    { disclosure: `disclosure-${division}-vc-2026Q2`, kind: 'QUESTION', text: '合同在哪里?' },
    'receipt { note }',
  );
  receipt = join(work, 'receipt.txt');
  await writeFile(receipt, asked.receipt.note);
  await demo.advanceHeads();
  const first = join(work, 'first');
  await cunjianDone('audit', 'export', '--division', division, '--out', first, ...session);
  earlier = { checkpoint: join(first, 'checkpoint'), heads: join(first, 'heads/checkpoint') };
  // Residents enough for full tiles and a second level.
  const file = await registrar.upload(Buffer.from(residentsCsv(peopleOf(village('芙蓉村'), 700))));
  await registrar.carryOut('importResidents', { division, file, fileName: '居民.csv' });
  await demo.advanceHeads();
  await cunjianDone('audit', 'export', '--division', division, '--out', genuine, ...session);
  const vkeys = (await readFile(join(genuine, 'vkeys'), 'utf8')).trim().split('\n');
  keys = vkeys.flatMap((vkey) => ['--vkey', vkey]);
  await demo.stop();
});
afterAll(() => rm(work, { recursive: true }));
beforeEach(async () => {
  dir = join(work, randomUUID());
  await cp(genuine, dir, { recursive: true });
});

interface Found {
  readonly where: string;
  readonly what: string;
}
/** All that `audit verify` finds; the command must then end with 1, else with 0. */
const findings = async (...more: readonly string[]): Promise<readonly Found[]> => {
  const { code, records } = await cunjian('audit', 'verify', '--dir', dir, ...keys, '--json', ...more);
  const found = records.filter((record) => 'where' in record) as unknown as readonly Found[];
  expect(code).toBe(found.length === 0 ? 0 : 1);
  return found;
};
const places = async (...more: readonly string[]): Promise<readonly string[]> => [
  ...new Set((await findings(...more)).map(({ where }) => where)),
];

const flipByte = async (path: string, at: number): Promise<void> => {
  const bytes = await readFile(join(dir, path));
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(join(dir, path), bytes);
};
const changeText = async (path: string, change: (text: string) => string): Promise<void> => {
  const text = await readFile(join(dir, path), 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(join(dir, path), changed);
};
const lines = (change: (lines: string[]) => void) => (text: string) => {
  const all = text.trimEnd().split('\n');
  change(all);
  return `${all.join('\n')}\n`;
};
const changeBundle = async (n: string, change: (entries: Uint8Array[]) => void): Promise<void> => {
  const file = join(dir, 'tile/entries', n);
  const entries = decodeBundle(new Uint8Array(await readFile(file)), 256).map((entry) => new Uint8Array(entry));
  change(entries);
  await writeFile(file, encodeBundle(entries));
};

/** One of a list that is known to have it. */
const nth = <T>(list: readonly T[], i: number): T => {
  const found = list[i];
  if (found === undefined) throw new RangeError(`there is no ${i} among ${list.length}`);
  return found;
};

describe('as it was exported', () => {
  it('passes, also against what was kept of it earlier', async () => {
    expect(openingsOf(dir).length).toBeGreaterThan(700);
    expect(await findings()).toEqual([]);
    expect(await findings('--since', earlier.checkpoint)).toEqual([]);
    expect(await findings('--since', earlier.heads)).toEqual([]);
  });
});

describe('an event that was tampered with on the way', () => {
  it('changed: its entry is named', async () => {
    await changeText(
      'openings/000.txt',
      lines((all) => (all[42] = (all[42] ?? '').replace(/"time":"2025/, '"time":"2024'))),
    );
    expect(await places()).toEqual(['entry 42', 'export.json']);
  });
  it('given another salt: its entry is named', async () => {
    await changeText(
      'openings/001.txt',
      lines((all) => {
        const [index = '', salt = '', ...event] = (all[44] ?? '').split(' ');
        all[44] = [index, salt.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')), ...event].join(' ');
      }),
    );
    expect(await places()).toEqual(['entry 300', 'export.json']);
  });
  it('opened by the opening of another: both entries are named', async () => {
    await changeText(
      'openings/000.txt',
      lines((all) => {
        const [a = '', b = ''] = [all[10], all[11]];
        const rest = (line: string) => line.slice(line.indexOf(' '));
        all[10] = '10' + rest(b);
        all[11] = '11' + rest(a);
      }),
    );
    expect(await places()).toEqual(['entry 10', 'entry 11', 'export.json']);
  });
  it('left out among the openings: the export says that there were more', async () => {
    await changeText(
      'openings/002.txt',
      lines((all) => all.splice(5, 1)),
    );
    expect(await places()).toEqual(['export.json']);
  });
  it('not an opening at all: the file is named with its line', async () => {
    await changeText(
      'openings/000.txt',
      lines((all) => (all[3] = 'nonsense')),
    );
    expect((await findings())[0]).toMatchObject({ where: 'openings/000.txt', what: expect.stringContaining('line 4') });
  });
});

describe('entries that were tampered with', () => {
  it('one changed: it is named', async () => {
    await changeBundle('001', (entries) => void nth(entries, 4).set([0x41], 20));
    expect(await places()).toEqual(['entry 260']);
  });
  it('two swapped: the first is named', async () => {
    await changeBundle('000', (entries) => void ([entries[7], entries[8]] = [nth(entries, 8), nth(entries, 7)]));
    expect(await places()).toEqual(['entry 7']);
  });
  it('one dropped: the bundle is named, which has one too few', async () => {
    await changeBundle('000', (entries) => void entries.splice(9, 1));
    expect(await places()).toEqual(['tile/entries/000']);
  });
  it('one inserted: the bundle is named, which has one too many', async () => {
    await changeBundle('001', (entries) => void entries.splice(9, 0, nth(entries, 8)));
    expect(await places()).toEqual(['tile/entries/001']);
  });
  it('the bundle cut off: it is named', async () => {
    await truncate(join(dir, 'tile/entries/001'), 5_000);
    expect(await places()).toEqual(['tile/entries/001']);
  });
  it('the bundle missing: it is named', async () => {
    await rm(join(dir, 'tile/entries/001'));
    expect(await places()).toEqual(['tile/entries/001']);
  });
});

describe('tiles that were tampered with', () => {
  it('a hash changed: the tile is named', async () => {
    await flipByte('tile/0/001', 40);
    expect(await places()).toEqual(['tile/0/001']);
  });
  it('two swapped: the first is named', async () => {
    await rename(join(dir, 'tile/0/000'), join(dir, 'kept'));
    await rename(join(dir, 'tile/0/001'), join(dir, 'tile/0/000'));
    await rename(join(dir, 'kept'), join(dir, 'tile/0/001'));
    expect(await places()).toEqual(['tile/0/000']);
  });
  it('a hash dropped: the tile is named', async () => {
    await truncate(join(dir, 'tile/0/000'), 255 * 32);
    expect(await places()).toEqual(['tile/0/000']);
  });
  it('a hash inserted: the tile is named', async () => {
    const bytes = await readFile(join(dir, 'tile/0/001'));
    await writeFile(join(dir, 'tile/0/001'), Buffer.concat([bytes.subarray(0, 32), bytes]));
    expect(await places()).toEqual(['tile/0/001']);
  });
  it('missing: it is named', async () => {
    await rm(join(dir, 'tile/0/001'));
    expect(await places()).toEqual(['tile/0/001']);
  });
  it('one above changed: it is named', async () => {
    const { size } = parseCheckpoint(await readFile(join(dir, 'checkpoint')));
    const path = `tile/1/000.p/${Math.floor(size / 256)}`;
    await flipByte(path, 3);
    expect(await places()).toEqual([path]);
  });
});

describe('a checkpoint that was tampered with', () => {
  it.each([
    ['its size', (note: string) => note.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) - 1}\n`)],
    [
      'its root',
      (note: string) => note.replace(/\n(.)(.{43})\n\n/, (_, c, rest) => `\n${c === 'A' ? 'B' : 'A'}${rest}\n\n`),
    ],
    [
      'its signature',
      (note: string) => note.replace(/(.{10})(.)(=*)\n$/, (_, a, c, end) => `${a}${c === 'A' ? 'E' : 'A'}${end}\n`),
    ],
  ])('%s: it is named', async (_, change) => {
    await changeText('checkpoint', change);
    expect(await places()).toContain('checkpoint');
  });
  it('signed by somebody else: it is named', async () => {
    await writeTree(dir, '', entriesOf(dir, ''), { secret: new Uint8Array(32).fill(7) });
    expect((await findings())[0]).toMatchObject({ where: 'checkpoint', what: expect.stringMatching(/sign/) });
  });
});

/** Histories as the operator would rather have them, signed with his own key; nothing within them disagrees. */
const forgeries = {
  'an event changed': (history) =>
    history.map((one, i) =>
      i === 42 ? { ...one, event: one.event.replace(/"time":"2025-0/, '"time":"2025-1') } : one,
    ),
  'an event dropped': (history) => history.filter(({ event }) => !event.includes('objection-raised')),
  'two events swapped': (history) => {
    [history[60], history[61]] = [nth(history, 61), nth(history, 60)];
    return history;
  },
  'an event inserted': (history) => {
    const { event, salt } = nth(history, 50);
    const id = 'e3a1b0f4-5d0b-5a6e-9a43-0b3d3c3f6a11';
    const moved = JSON.parse(event) as { id: string; subject: string };
    history.splice(50, 0, {
      index: 50,
      salt,
      event: event.replace(moved.id, id).replaceAll(moved.subject, `${moved.subject}-2`),
    });
    return history;
  },
  'the end cut off': (history) => history.slice(0, 100),
} satisfies Record<string, Parameters<typeof forgeHistory>[2]>;

describe("a history forked with the operator's own key", () => {
  describe.each(Object.entries(forgeries))('%s', (_, forge) => {
    beforeEach(() => forgeHistory(dir, operator, forge));

    it('contradicts an older checkpoint of the log', async () => {
      expect(await places('--since', earlier.checkpoint)).toContain('checkpoint');
    });
    it('contradicts the heads that everybody was shown', async () => {
      expect((await places()).some((where) => /^heads entry \d+$/.test(where))).toBe(true);
    });
    it('contradicts an older checkpoint of the heads, where these were forged as well', async () => {
      const origin = parseCheckpoint(await readFile(join(dir, 'checkpoint'))).origin;
      const others = entriesOf(dir, 'heads/').filter(
        (entry) => !Buffer.from(entry).toString().startsWith(`${origin}\n`),
      );
      await writeTree(dir, 'heads/', others, operator);
      expect(await places('--since', earlier.heads)).toContain('heads/checkpoint');
    });
  });

  it('tells it from within where ids or revisions are used twice', async () => {
    await forgeHistory(dir, operator, (history) => {
      history.splice(30, 0, nth(history, 20));
      return history;
    });
    expect(await places()).toEqual(expect.arrayContaining(['entry 30']));
  });

  it('shows two trees of one size: the other one is named', async () => {
    const other = join(work, 'other-view');
    await forgeHistory(dir, operator, forgeries['an event changed']);
    await cp(dir, other, { recursive: true });
    await cp(genuine, dir, { recursive: true, force: true });
    expect(await places('--since', join(other, 'checkpoint'))).toEqual(['checkpoint']);
  });
});

describe('a heads log that shows another head of the village', () => {
  it('is named with the entry', async () => {
    const entries = entriesOf(dir, 'heads/');
    const { origin } = parseCheckpoint(await readFile(join(dir, 'checkpoint')));
    const at = entries.findLastIndex((entry) => Buffer.from(entry).toString().startsWith(`${origin}\n`));
    entries[at] = Buffer.from(formatCheckpointText({ origin, size: 100, root: new Uint8Array(32).fill(1) }));
    await writeTree(dir, 'heads/', entries, operator);
    expect(await places()).toContain(`heads entry ${at}`);
  });
  it('that was left out of the export is missed', async () => {
    await rm(join(dir, 'heads'), { recursive: true });
    expect(await places()).toEqual(['heads/checkpoint']);
  });
});

describe('the receipt of an event that was dropped', () => {
  const witness = { name: 'witness.example', secret: new Uint8Array(32).fill(9) };
  const status = async (...more: readonly string[]) => {
    const { code, records } = await cunjian(
      ...['audit', 'receipt', '--file', receipt, '--dir', dir, ...keys, '--json', ...more],
    );
    return [code, records[0]?.['status']];
  };
  const dropIt = (seconds?: number) =>
    forgeHistory(
      dir,
      operator,
      forgeries['an event dropped'],
      seconds === undefined ? undefined : { ...witness, at: seconds },
    );
  const witnessed = () => ['--witness', formatVkey(createCosigner(witness, () => 0))];
  const now = () => Math.floor(Date.now() / 1_000);

  it('was kept before', async () => {
    expect(await status()).toEqual([0, 'kept']);
  });
  it("is pending for as long as the operator's word alone says how late it is", async () => {
    await dropIt();
    expect(await status()).toEqual([0, 'pending']);
  });
  it('is pending where a witness saw the tree before the deadline', async () => {
    await dropIt(now());
    expect(await status(...witnessed())).toEqual([0, 'pending']);
  });
  it('is broken where a witness saw the heads after the deadline, as witnesses do', async () => {
    await dropIt();
    const seen = { ...witness, at: now() + 2 * day };
    const { size } = parseCheckpoint(await readFile(join(dir, 'checkpoint')));
    const heads = entriesOf(dir, 'heads/');
    await writeTree(dir, 'heads/', heads, operator, seen);
    // Heads that show a larger tree than the export has say nothing of what is missing in it.
    expect(await status(...witnessed())).toEqual([0, 'pending']);
    const { origin } = parseCheckpoint(await readFile(join(dir, 'checkpoint')));
    const without = (isLeftOut: (size: number) => boolean) =>
      heads.filter((entry) => {
        const [name, shown] = Buffer.from(entry).toString().split('\n');
        return name !== origin || !isLeftOut(Number(shown));
      });
    // Nor do those that show another history: they had the event.
    const genuineSmaller = without((shown) => shown > size);
    await writeTree(dir, 'heads/', genuineSmaller, operator, seen);
    expect(await status(...witnessed())).toEqual([1, undefined]);
    const beforeIt = without(() => true);
    await writeTree(dir, 'heads/', beforeIt, operator, seen);
    expect(await status(...witnessed())).toEqual([1, 'broken']);
  });
  it('is broken where a witness saw the tree after the deadline', async () => {
    await dropIt(now() + 2 * day);
    expect(await status(...witnessed())).toEqual([1, 'broken']);
  });
});

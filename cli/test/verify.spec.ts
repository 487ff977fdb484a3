import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createCosigner,
  createSigner,
  formatVkey,
  parseCheckpoint,
  signNote,
  signRotation,
  formatCheckpointText,
} from '@cunjian/tlog';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { run } from './run.ts';
import { writeSampleLog } from './sample-log.ts';

let dir = '';
let vkey = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cunjian-verify-'));
  vkey = await writeSampleLog(dir, 600);
});
afterEach(() => rm(dir, { recursive: true }));

const secretOf = (n: number) => new Uint8Array(32).fill(n);
/** The sample log is signed with key 3. */
const signedBy = async (n: number): Promise<void> => {
  const { origin, size, root } = parseCheckpoint(await readFile(join(dir, 'checkpoint'), 'utf8'));
  const signer = createSigner({ name: origin, secret: secretOf(n) });
  await writeFile(join(dir, 'checkpoint'), signNote(formatCheckpointText({ origin, size, root }), [signer]));
};
const vkeyOf = (n: number) => formatVkey(createSigner({ name: 'sum.example', secret: secretOf(n) }));
/** That key `to` takes over from key `from`, signed by `signers`. */
const rotation = (from: number, to: number) => {
  const origin = 'sum.example/rotation';
  const at = Date.parse('2026-04-02T12:00:00Z');
  const signer = (n: number) => createSigner({ name: origin, secret: secretOf(n) });
  const text = { origin, purpose: 'log' as const, oldVkey: vkeyOf(from), newVkey: vkeyOf(to), at };
  return signRotation(text, [signer(from), signer(to)]);
};
const writeRotations = (...notes: readonly string[]) => writeFile(join(dir, 'rotations.json'), JSON.stringify(notes));

describe('a key that was replaced', () => {
  const verify = (...given: readonly string[]) => run('audit', 'verify', '--dir', dir, '--vkey', ...given);

  it('leads to the one that signs now, and the report says since when', async () => {
    await writeRotations(rotation(3, 5));
    await signedBy(5);
    const { code, stdout } = await verify(vkey);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('2026-04-02T12:00:00.000Z') });
    expect((await verify(vkeyOf(5))).code).toBe(0);
    const [report] = (await verify(vkey, '--json')).stdout.split('\n');
    expect(JSON.parse(report ?? '')).toMatchObject({ replaced: [{ vkey, by: vkeyOf(5) }] });
  });

  it('does not count for what is signed after it, nor does a key that follows from it by a second statement', async () => {
    await writeRotations(rotation(3, 5));
    const old = await verify(vkey, '--json');
    expect(old).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/"where":"checkpoint".*replaced at 2026-04-02/),
    });
    await writeRotations(rotation(3, 5), rotation(3, 6));
    await signedBy(6);
    expect(await verify(vkey, '--json')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('"where":"rotations.json"'),
    });
  });

  it('is not replaced by a statement that it did not sign', async () => {
    await signedBy(5);
    const forged = rotation(4, 5).replace(vkeyOf(4), vkey);
    for (const text of [JSON.stringify([forged]), JSON.stringify({}), '[']) {
      await writeFile(join(dir, 'rotations.json'), text);
      const { code, stdout } = await verify(vkey, '--json');
      expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.stringContaining('"where":"rotations.json"') });
    }
  });
});

describe("anybody's C2SP tlog-tiles log", () => {
  it('is verified, in words and as a JSON line', async () => {
    const words = await run('audit', 'verify', '--dir', dir, '--vkey', vkey);
    expect(words).toMatchObject({ code: 0, stderr: '' });
    expect(words.stdout).toContain('sum.example: 600 entries, all as signed');
    expect(words.stdout).toContain('no witness: shown by the operator alone');
    const json = await run('audit', 'verify', '--dir', dir, '--vkey', vkey, '--json');
    expect(json.stdout.endsWith('}\n')).toBe(true);
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: true, origin: 'sum.example', size: 600, opened: 0 });
  });

  it('is not believed under a key that nobody gave', async () => {
    const other = formatVkey(createSigner({ name: 'sum.example', secret: new Uint8Array(32).fill(4) }));
    expect(await run('audit', 'verify', '--dir', dir, '--vkey', other, '--json')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('"where":"checkpoint"'),
    });
    expect(await run('audit', 'verify', '--dir', dir)).toMatchObject({ code: 1, stdout: '' });
  });

  it('names the entry that was changed, one finding a line', async () => {
    const file = join(dir, 'tile/entries/001');
    const text = await readFile(file, 'latin1');
    await writeFile(file, text.replace('module v1.0.300', 'module v1.0.30O'), 'latin1');
    const { code, stdout, stderr } = await run('audit', 'verify', '--dir', dir, '--vkey', vkey, '--json');
    expect(code).toBe(1);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).where),
    ).toEqual(['entry 300']);
    expect(stderr).toContain('1 things are wrong');
  });

  it('extends an older checkpoint, and does not where that was of another history', async () => {
    const [older, same] = [join(dir, 'older'), join(dir, 'same')];
    const small = await mkdtemp(join(dir, 'small-'));
    await writeSampleLog(small, 256);
    await writeFile(older, await readFile(join(small, 'checkpoint')));
    const since = (file: string) => run('audit', 'verify', '--dir', dir, '--vkey', vkey, '--since', file, '--json');
    expect((await since(older)).code).toBe(0);
    const text = await readFile(older, 'utf8');
    await writeFile(same, text.replace(/\n(.{43}=)\n\n/, `\n${'B'.repeat(42)}A=\n\n`));
    expect(await since(same)).toMatchObject({ code: 1, stdout: expect.stringContaining('history was rewritten') });
    await writeFile(same, 'no checkpoint');
    expect((await since(same)).code).toBe(1);
  });

  it('says how many of the witnesses that were named cosigned it', async () => {
    const witness = createCosigner(
      { name: 'witness.example', secret: new Uint8Array(32).fill(6) },
      () => 1_800_000_000,
    );
    const { origin, size, root } = parseCheckpoint(await readFile(join(dir, 'checkpoint')));
    const log = createSigner({ name: origin, secret: new Uint8Array(32).fill(3) });
    await writeFile(join(dir, 'checkpoint'), signNote(formatCheckpointText({ origin, size, root }), [log, witness]));
    const verify = (...more: readonly string[]) => run('audit', 'verify', '--dir', dir, '--vkey', vkey, ...more);
    expect((await verify()).stdout).toContain('no witness');
    const key = formatVkey(witness);
    expect((await verify('--witness', key)).stdout).toContain('witnessed by 1 of 1: witness.example');
    const absent = formatVkey(createCosigner({ name: 'absent.example', secret: secretOf(7) }, () => 0));
    const two = ['--witness', key, '--witness', absent];
    expect(await verify(...two, '--quorum', '1')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('witnessed by 1 of 2, quorum 1: witness.example; missing: absent.example'),
    });
    expect(await verify(...two, '--quorum', '2', '--json')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('1 witnesses cosigned, 2 are needed; missing: absent.example'),
    });
    expect((await verify('--witness', absent)).stdout).toContain(
      'shown by the operator alone; missing: absent.example',
    );
    expect(await verify('--witness', key, '--quorum', '2')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--quorum 2 of 1'),
    });
    expect((await verify('--witness', key, '--quorum', 'all')).code).toBe(2);
  });
});

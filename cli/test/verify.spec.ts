import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createCosigner,
  createSigner,
  formatVkey,
  parseCheckpoint,
  signNote,
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
    expect((await verify('--witness', formatVkey(witness))).stdout).toContain('1 witnesses cosigned');
  });
});

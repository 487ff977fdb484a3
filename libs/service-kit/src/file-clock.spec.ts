import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { clockOf, createFileClock, setFileClock } from './file-clock.ts';
import { machineClock } from './machine-clock.ts';

let folder = '';
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'cunjian-clock-'))));
afterEach(() => rm(folder, { recursive: true }));

describe('a clock on a file', () => {
  it('is the machine’s without the file, and goes on from what the file says', async () => {
    let machine = 1_000_000;
    const file = join(folder, 'clock');
    const clock = createFileClock(file, { now: () => machine });
    expect(clock.now()).toBe(1_000_000);
    await writeFile(file, '86400000');
    machine += 50;
    expect(clock.now()).toBe(1_000_050 + 86_400_000);
    machine += 7;
    expect(clock.now()).toBe(1_000_057 + 86_400_000);
  });

  it('is set for everybody who reads it', () => {
    const file = join(folder, 'clock');
    const inAYear = machineClock.now() + 365 * 86_400_000;
    setFileClock(file, inAYear);
    for (const clock of [createFileClock(file), clockOf({ CUNJIAN_TEST_CLOCK: file })])
      expect(clock.now()).toBeGreaterThanOrEqual(inAYear);
  });

  it('wakes a sleeper when it is set past her hour', async () => {
    const file = join(folder, 'clock');
    const clock = createFileClock(file);
    const woken = clock.sleep(86_400_000);
    setFileClock(file, machineClock.now() + 2 * 86_400_000);
    await woken;
    expect(clock.now()).toBeGreaterThan(machineClock.now() + 86_400_000);
  });

  it('is none in production', () => {
    expect(clockOf({ NODE_ENV: 'production' })).toBe(machineClock);
    expect(() => clockOf({ NODE_ENV: 'production', CUNJIAN_TEST_CLOCK: join(folder, 'clock') })).toThrow(
      'unset it in production',
    );
  });
});

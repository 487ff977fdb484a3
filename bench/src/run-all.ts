import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './harness.ts';

export interface Run {
  readonly figures: readonly Figure[];
  /** Benches that failed, or did not end in time; what they would have measured is not in the table. */
  readonly unfinished: readonly string[];
}

/** One bench in a process of its own, so that none finds the heap and the compiled code of another. Undefined where it fails or takes longer. */
const runOne = async (name: string, folder: string, maxMs: number): Promise<readonly Figure[] | undefined> => {
  const script = join(import.meta.dirname, 'run-one.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, name], {
    env: { ...process.env, CUNJIAN_BENCH_FOLDER: folder },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // A group, so that the processes it started end with it.
    detached: process.platform !== 'win32',
  });
  const end = (): void => {
    if (child.pid === undefined) return;
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  };
  const tooLong = setTimeout(end, maxMs);
  const interrupted = (): void => {
    end();
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  let figures: readonly Figure[] | undefined;
  child.on('message', (message) => (figures = message as readonly Figure[]));
  await once(child, 'exit');
  clearTimeout(tooLong);
  process.off('SIGINT', interrupted);
  return figures;
};

/** Runs them one after the other, for at most `maxMinutes` together. */
export const runAll = async (names: readonly string[], maxMinutes: number): Promise<Run> => {
  const folder = mkdtempSync(join(tmpdir(), 'cunjian-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const endsAt = performance.now() + maxMinutes * 60_000;
  const figures: Figure[] = [];
  const unfinished: string[] = [];
  for (const name of names) {
    const startedAt = performance.now();
    console.error(`${name} …`);
    const found = await runOne(name, folder, Math.max(1, endsAt - startedAt));
    console.error(
      `${name}: ${Math.round((performance.now() - startedAt) / 1_000)} s${found ? '' : ', without result'}`,
    );
    if (found === undefined) unfinished.push(name);
    else figures.push(...found);
  }
  return { figures, unfinished };
};

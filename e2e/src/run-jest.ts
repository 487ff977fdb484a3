import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { workspaceRoot } from './workspace.ts';

/** Of more than these no machine is to blame. */
const maxUnsteady = 3;

const spawnJest = async (args: readonly string[], env: Readonly<Record<string, string>>): Promise<boolean> => {
  const child = spawn(
    process.execPath,
    [
      ...['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js'],
      ...['--config', 'jest.config.mjs', '--runInBand', '--forceExit', '--rootDir=.', ...args],
    ],
    // A group of its own: servers of a test that could not stop them end with it.
    { cwd: workspaceRoot, stdio: 'inherit', env: { ...process.env, ...env }, detached: true },
  );
  const endGroup = (): void => {
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL');
    } catch {
      // Nothing of it is left.
    }
  };
  process.once('exit', endGroup);
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('exit', endGroup);
  endGroup();
  return code === 0;
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

interface Results {
  readonly testResults: readonly { readonly name: string; readonly status: 'passed' | 'failed' }[];
}

/**
 * Jest on suites that drive a browser or servers, one file after the other. In CI, whose machine others use as well, the few
 * files that failed run once more by themselves: what fails twice has failed, and what does not is named as unsteady.
 */
export const runJest = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<boolean> => {
  const folder = await mkdtemp(join(tmpdir(), 'cunjian-jest-'));
  const file = join(folder, 'results.json');
  try {
    if (await spawnJest([...args, '--json', `--outputFile=${file}`], env)) return true;
    if (process.env['CI'] === undefined) return false;
    const { testResults } = JSON.parse(await readFile(file, 'utf8')) as Results;
    const failed = testResults.flatMap(({ name, status }) => (status === 'failed' ? [name] : []));
    if (failed.length === 0 || failed.length > maxUnsteady) return false;
    const names = failed.map((name) => relative(workspaceRoot, name)).join(', ');
    console.log(`== once more, by itself: ${names}`);
    const good = await spawnJest([...args, '--runTestsByPath', ...failed], env);
    if (good) console.log(`== unsteady: ${names} failed, and passed when run again`);
    return good;
  } finally {
    await rm(folder, { recursive: true });
  }
};

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { workspaceRoot } from './workspace.ts';

export interface Child {
  readonly url: string;
  /** As the operating system does it: nothing is finished or said. */
  kill(): Promise<void>;
  /** As an operator does it. */
  stop(): Promise<void>;
}

/** The standalone deployment as a process of its own, ready. Throws with what it said where it ends before. */
export const startChild = async (dataDir: string): Promise<Child> => {
  const child = spawn(
    process.execPath,
    [
      ...['--disable-warning=ExperimentalWarning', '--import', './deploy/standalone/stripped-types.mjs'],
      'deploy/standalone/src/main.ts',
    ],
    {
      cwd: workspaceRoot,
      env: { PATH: process.env['PATH'], CUNJIAN_DATA: dataDir, CUNJIAN_PORT: '0', CUNJIAN_LOG: 'error' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const exited = once(child, 'exit');
  const url = await readyUrl(child);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await exited;
  };
  return { url, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
};

const readyUrl = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const take = (chunk: Buffer): void => {
      said += chunk.toString();
      const [, url] = /ready: (\S+)/.exec(said) ?? [];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.on('exit', (code) => reject(new Error(`the deployment ended with ${code}: ${said}`)));
  });

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface NodeProcess {
  /** The next line of its output. */
  readonly line: () => Promise<string>;
  /** All lines of its output, complete once it has ended; a line cut short is left out. */
  readonly lines: () => readonly string[];
  readonly endInput: () => void;
  readonly kill: () => void;
  /** Resolves to its exit code; null where it was killed. */
  readonly ended: Promise<number | null>;
}

/** Runs a script of this folder in a process of its own. */
export const startNode = (script: string, ...parameters: string[]): NodeProcess => {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path, ...parameters], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const reader = createInterface({ input: child.stdout });
  const next = reader[Symbol.asyncIterator]();
  return {
    line: async () => {
      const { value, done } = await next.next();
      if (done === true) throw new Error(`${script} ended`);
      return value;
    },
    lines: () => output.split('\n').slice(0, -1),
    endInput: () => child.stdin.end(),
    kill: () => child.kill('SIGKILL'),
    ended: once(child, 'close').then(([code]) => code as number | null),
  };
};

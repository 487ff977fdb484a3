import { Writable } from 'node:stream';
import { main } from '@cunjian/cli/src/main.ts';

export interface Ran {
  /** 0 done, 1 refused or verification failed, 2 wrong usage. */
  readonly code: number;
  /** Of stdout with `--json`. */
  readonly records: readonly Readonly<Record<string, unknown>>[];
  readonly stdout: string;
  readonly stderr: string;
}

const collector = () => {
  let text = '';
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      text += chunk.toString();
      done();
    },
  });
  return { stream, text: () => text };
};

/** `cunjian …` in this process. */
export const cunjian = async (...args: readonly string[]): Promise<Ran> => {
  const [out, err] = [collector(), collector()];
  const code = await main(['node', 'cunjian', ...args], out.stream, err.stream);
  const stdout = out.text();
  const lines = args.includes('--json') ? stdout.split('\n').filter((line) => line !== '') : [];
  return { code, stdout, stderr: err.text(), records: lines.map((line) => JSON.parse(line)) };
};

/** The same where it must succeed. */
export const cunjianDone = async (...args: readonly string[]): Promise<Ran> => {
  const ran = await cunjian(...args);
  if (ran.code !== 0) throw new Error(`cunjian ${args.join(' ')} ended with ${ran.code}: ${ran.stdout}${ran.stderr}`);
  return ran;
};

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from '@jest/globals';

/** A process whose start takes until somebody says so. */
const program = `
  import { once } from 'node:events';
  import { runProcess } from ${JSON.stringify(import.meta.resolve('./run-process.ts'))};
  process.on('SIGTERM', () => console.log('told'));
  await runProcess(
    async () => {
      console.log('starting');
      await once(process.stdin, 'data');
      return {
        log: console,
        failed: new Promise(() => undefined),
        stop: async () => console.log('closed what it had opened'),
      };
    },
    () => undefined,
  );
`;

it('that did not start for a reason of our own says so in a line of the log', async () => {
  const child = spawn(process.execPath, [
    ...['--disable-warning=ExperimentalWarning', '--input-type=module', '-e'],
    `import { runProcess } from ${JSON.stringify(import.meta.resolve('./run-process.ts'))};
    await runProcess(async () => { throw new TypeError('a bug'); }, () => undefined);`,
  ]);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(1);
  expect(JSON.parse(said)).toMatchObject({ level: 60, err: { type: 'TypeError', message: 'a bug' } });
});

it('told to stop while it starts, closes what it has opened', async () => {
  const child = spawn(process.execPath, [
    ...['--disable-warning=ExperimentalWarning', '--input-type=module'],
    ...['-e', program],
  ]);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  const exited = once(child, 'exit');
  const until = async (word: string): Promise<void> => {
    while (!said.includes(word))
      await Promise.race([once(child.stdout, 'data'), exited.then(() => Promise.reject(said))]);
  };
  await until('starting');
  child.kill('SIGTERM');
  await until('told');
  child.stdin.write('go on\n');
  const [code] = (await exited) as [number | null];
  expect({ code, said }).toEqual({ code: 0, said: 'starting\ntold\nclosed what it had opened\n' });
});

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGraphqlClient, type GraphqlClient } from './graphql-client.ts';

const root = resolve(import.meta.dirname, '../..');
const connections = 50;
const pollMs = 50;
const maxStopMs = 20_000;

export interface Deployment {
  readonly client: GraphqlClient;
  /** Whether all read models are level with the store. */
  isReady(): Promise<boolean>;
  /** Milliseconds from now until it is. */
  untilReady(maxMs: number): Promise<number>;
  /** Of memory, now and at most since it was started. */
  residentMiB(): { readonly now: number; readonly peak: number };
  stop(): Promise<void>;
}

/** What `npm start` does before it, as far as the measured process depends on it. */
export const prepareDeployment = (): void => {
  const step = join(root, 'deploy/standalone/strip-types.mjs');
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', step], { stdio: 'inherit' });
};

/** The part of `npm start` that runs for good, with its flags. */
const startArguments = (): string[] => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
  const [node, ...words] = (scripts.start.split('&&').at(-1) ?? '').trim().split(' ');
  if (node !== 'node') throw new Error(`npm start does not end in node: ${scripts.start}`);
  return words;
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** Of Linux the peak too; elsewhere what it is now. */
const memoryOf = (pid: number): { now: number; peak: number } => {
  if (process.platform !== 'linux') {
    const now = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) / 1_024;
    return { now, peak: now };
  }
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) / 1_024;
  return { now: field('VmRSS'), peak: field('VmHWM') };
};

/** Starts the standalone deployment as `npm start` does, with demo data, and resolves when it answers requests; its read models may not be ready then. */
export const startDeployment = async (dataDir: string, maxStartMs = 120_000): Promise<Deployment> => {
  const port = await freePort();
  const env = { ...process.env, CUNJIAN_PORT: String(port), CUNJIAN_DATA: dataDir, CUNJIAN_DEMO: 'on' };
  const child = spawn(process.execPath, startArguments(), { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const exited = once(child, 'exit');
  const { pid } = child;
  if (pid === undefined) throw new Error('the deployment could not be started');
  const client = createGraphqlClient(port, connections);
  const isRunning = () => child.exitCode === null && child.signalCode === null;

  const until = async (path: string, maxMs: number): Promise<number> => {
    const start = performance.now();
    for (;;) {
      const answered = await client.get(path).then(
        () => true,
        () => false,
      );
      const elapsedMs = performance.now() - start;
      if (answered) return elapsedMs;
      if (!isRunning() || elapsedMs > maxMs) throw new Error(`${path} is not well after ${Math.round(elapsedMs)} ms`);
      await sleep(pollMs);
    }
  };
  const stop = async (): Promise<void> => {
    client.close();
    const kill = setTimeout(() => child.kill('SIGKILL'), maxStopMs);
    if (isRunning()) child.kill('SIGTERM');
    await exited;
    clearTimeout(kill);
  };
  try {
    await until('/log/vkeys', maxStartMs);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    client,
    isReady: () =>
      client.get('/health/ready').then(
        () => true,
        () => false,
      ),
    untilReady: (maxMs) => until('/health/ready', maxMs),
    residentMiB: () => memoryOf(pid),
    stop,
  };
};

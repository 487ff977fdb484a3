import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

/** A program that ends by itself; throws with what it said where it does not end well. */
export const run = promisify(execFile);

const maxStopMs = 15_000;
/** A JVM beside a dozen other processes: this ends what hangs. */
const maxStartMs = 180_000;

/** A server that was started for development or tests, on loopback. */
export interface DevServer {
  /** What its clients are given: `127.0.0.1:9092`, `mongodb://127.0.0.1:27017`. */
  readonly address: string;
  /** As an operator does it; by force where it does not end. */
  stop(): Promise<void>;
  /** As kill -9 does it. */
  kill(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Resolves with its exit code or signal where it ends without having been told to by the above. */
  readonly ended: Promise<string>;
}

/** Below those that systems give to outgoing connections: one of these could take a port before its server listens. */
const ports = { from: 15_000, to: 32_000 };
const maxTries = 100;
/** Those of this process, whether their servers listen yet or not, or again. */
const givenOut = new Set<number>();

const isFree = async (port: number): Promise<boolean> => {
  const probe = createServer();
  try {
    await once(probe.listen(port, '127.0.0.1'), 'listening');
  } catch {
    return false;
  }
  await once(probe.close(), 'close');
  return true;
};

/** On loopback; a server keeps it over restarts. By chance, so that two processes that ask at once get different ones. */
export const freePort = async (): Promise<number> => {
  for (let tries = 0; tries < maxTries; tries++) {
    const port = randomInt(ports.from, ports.to);
    if (givenOut.has(port) || !(await isFree(port))) continue;
    givenOut.add(port);
    return port;
  }
  throw new Error(`no free port found between ${ports.from} and ${ports.to}`);
};

export interface StartOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly address: string;
  readonly cwd?: string;
  /** By default that of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it prints once it serves, or the address that answers then. */
  readonly ready: RegExp | string;
  /** All that it prints is appended to it. */
  readonly logFile?: string;
}

const running = new Set<ChildProcess>();
// Whoever started them may end without having stopped them.
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts a process and waits until it says that it is ready; throws with what it said where it ends before. */
export const startServer = async (options: StartOptions): Promise<DevServer> => {
  const { command, args, address, cwd, env, ready, logFile } = options;
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  running.add(child);
  child.once('exit', () => running.delete(child));
  const kept = logFile === undefined ? undefined : await keepOutput(child, logFile);
  await untilReady(child, ready, `${command} ${args.at(-1) ?? ''}`);
  let told = false;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    told = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    // eslint-disable-next-line no-restricted-syntax -- an adapter: it waits for a process of the machine
    const force = setTimeout(() => child.kill('SIGKILL'), maxStopMs);
    await exited;
    clearTimeout(force);
  };
  return {
    address,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    signal: (signal) => void child.kill(signal),
    ended: new Promise((resolve) => {
      void exited.then(async ([code, signal]: unknown[]) => {
        await kept?.written;
        if (!told) resolve(String(code ?? signal));
      });
    }),
  };
};

/** Gives what resolves when all of it is written. */
const keepOutput = async (child: ChildProcess, file: string): Promise<{ readonly written: Promise<unknown> }> => {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const kept = createWriteStream(file, { flags: 'a', mode: 0o600 });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => kept.write(chunk));
  child.once('close', () => kept.end());
  return { written: once(kept, 'finish') };
};

const lookEveryMs = 50;

const untilReady = (child: ChildProcess, ready: RegExp | string, command: string): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = '';
    let waiting = true;
    // eslint-disable-next-line no-restricted-syntax -- an adapter: it waits for a process of the machine
    const limit = setTimeout(() => {
      waiting = false;
      child.kill('SIGKILL');
      reject(new Error(`${command} was not ready after ${maxStartMs / 1_000} s:\n${said}`));
    }, maxStartMs);
    const done = (): void => {
      waiting = false;
      clearTimeout(limit);
      // From now on it is read away, so that the server never waits for a reader.
      for (const stream of [child.stdout, child.stderr]) stream?.off('data', take).resume();
      resolve();
    };
    const take = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-20_000);
      if (typeof ready !== 'string' && ready.test(said)) done();
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      waiting = false;
      clearTimeout(limit);
      reject(new Error(`${command} ended with ${code ?? signal}:\n${said}`));
    });
    const ask = async (): Promise<void> => {
      if (!waiting) return;
      const answer = await fetch(String(ready)).catch(() => undefined);
      if (answer?.ok === true && waiting) return done();
      // eslint-disable-next-line no-restricted-syntax -- an adapter: it waits for a process of the machine
      setTimeout(() => void ask(), lookEveryMs);
    };
    if (typeof ready === 'string') void ask();
  });

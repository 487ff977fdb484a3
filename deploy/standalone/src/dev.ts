/**
 * `npm run dev`: the whole system, started again whenever a source file changes, and the page rebuilt beside it. Not by
 * `node --watch`, which sends its own messages through the channels of worker threads.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { systemClock } from '@cunjian/service-kit';

const root = resolve(import.meta.dirname, '../../..');
const watched = ['libs', 'services', 'gateway', 'deploy/standalone'];
const source = /^(?!.*(node_modules|dist|\.spec\.ts$|\.tmp\.)).*\.(ts|graphql|csv)$/;
/** Editors save several files at once. */
const settleMs = 200;

const start = (args: readonly string[]): ChildProcess =>
  spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, FORCE_COLOR: '1' } });
const startSystem = (): ChildProcess => {
  const step = ['--disable-warning=ExperimentalWarning', 'deploy/standalone/strip-types.mjs'];
  // What it finds wrong, Node says again at the start, with line and column.
  spawnSync(process.execPath, step, { cwd: root });
  return start(['--import', './deploy/standalone/stripped-types.mjs', 'deploy/standalone/src/main.ts']);
};

const page = start([join(root, 'node_modules/vite/bin/vite.js'), 'build', 'web', '--watch', '--logLevel', 'warn']);
let system = startSystem();
let changed: string | undefined;

/** Also of one that did not start, or has ended. */
const stopSystem = async (signal: NodeJS.Signals): Promise<void> => {
  if (system.exitCode !== null || system.signalCode !== null) return;
  const ended = once(system, 'exit');
  system.kill(signal);
  await ended;
};

const restart = async (): Promise<void> => {
  await systemClock.sleep(settleMs);
  console.log(`\n${changed} changed: starting again`);
  await stopSystem('SIGTERM');
  changed = undefined;
  system = startSystem();
};

const follow = async (folder: string): Promise<void> => {
  for await (const { filename } of watch(join(root, folder), { recursive: true })) {
    if (filename === null || !source.test(filename)) continue;
    const first = changed === undefined;
    changed ??= `${folder}/${filename}`;
    if (first) void restart();
  }
};

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    page.kill(signal);
    void stopSystem(signal).then(() => process.exit(0));
  });
await Promise.all(watched.map(follow));

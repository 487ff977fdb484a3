/** `npm run dev`: the whole system, started again whenever a source file changes; the page is rebuilt beside it. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const watched = ['libs', 'services', 'gateway', 'deploy/standalone/src'].map((folder) => `--watch-path=${folder}`);

const start = (command: string, args: readonly string[]) =>
  spawn(command, args, { cwd: root, stdio: 'inherit', shell: false }).on('exit', (code) => process.exit(code ?? 1));

const children = [
  start(process.execPath, [...watched, '--watch-preserve-output', join(root, 'deploy/standalone/src/main.ts')]),
  start(process.execPath, [
    join(root, 'node_modules/vite/bin/vite.js'),
    'build',
    'web',
    '--watch',
    '--logLevel',
    'warn',
  ]),
];
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
  });

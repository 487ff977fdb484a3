import { execFileSync } from 'node:child_process';
import { utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';

const root = resolve(import.meta.dirname, '../../..');
const deployment = join(root, 'deploy/standalone');
const run = (...args: readonly string[]): string =>
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
const preload = ['--import', './deploy/standalone/stripped-types.mjs'];
/** What a thread of the process has loaded once it has imported a source file of ours. */
const loadedBy = (source: string): string =>
  `import(${JSON.stringify(join(root, source))}).then((module) =>
    console.log(JSON.stringify({ names: Object.keys(module), builtin: process.moduleLoadList })))`;
const compiler = /amaro/;

interface Loaded {
  readonly names: readonly string[];
  readonly builtin: readonly string[];
}
const load = (...args: readonly string[]): Loaded => {
  const { names, builtin } = JSON.parse(run(...args)) as Loaded;
  return { names, builtin: builtin.filter((name) => compiler.test(name)) };
};

describe('sources stripped before the start', () => {
  beforeAll(() => void run(join(deployment, 'strip-types.mjs')));

  it('are loaded without a compiler, which Node loads where they are not', () => {
    const source = loadedBy('libs/kernel/src/index.ts');
    const stripped = load(...preload, '-e', source);
    const plain = load('-e', source);
    expect(stripped.names).toEqual(plain.names);
    expect(stripped.builtin).toEqual([]);
    expect(plain.builtin).not.toEqual([]);
  });

  it('are not loaded where the file has changed since', () => {
    const source = 'libs/kernel/src/is-canonical-json.ts';
    const [found = ''] = run(...preload, '-e', strippedFileOf(source)).split('\n');
    utimesSync(found, new Date(0), new Date(0));
    const changed = load(...preload, '-e', loadedBy(source));
    expect(changed.names).toEqual(load('-e', loadedBy(source)).names);
    expect(changed.builtin).not.toEqual([]);
    run(join(deployment, 'strip-types.mjs'));
    expect(load(...preload, '-e', loadedBy(source)).builtin).toEqual([]);
  });
});

const strippedFileOf = (path: string): string =>
  `import('./deploy/standalone/stripped-types.mjs').then((module) => console.log(module.strippedFile(${JSON.stringify(path)})))`;

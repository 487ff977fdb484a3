import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);

/** A workspace with one project a layer, two services, and nothing in them. */
const projects = {
  'libs/kernel': 'kernel',
  'libs/contracts': 'contracts',
  'libs/tlog': 'lib',
  'libs/testing': 'lib',
  'libs/event-store': 'lib',
  'services/alpha': 'service',
  'services/beta': 'service',
  gateway: 'gateway',
  web: 'web',
  cli: 'cli',
} as const;

let folder = '';

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
};

/** Names of the rules that are broken. */
const violations = async (): Promise<string[]> => {
  const cli = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [
    cli,
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    'libs',
    'services',
    'gateway',
    'web',
    'cli',
  ];
  const { stdout } = await run(process.execPath, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string }; from: string }[] } };
  return summary.violations.map(({ rule, from }) => `${from}: ${rule.name}`);
};

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'cunjian-imports-')));
  await cp(join(root, '.dependency-cruiser.cjs'), join(folder, '.dependency-cruiser.cjs'));
  await write('package.json', JSON.stringify({ workspaces: ['libs/*', 'services/*', 'gateway', 'web', 'cli'] }));
  await write(
    'tsconfig.base.json',
    '{ "compilerOptions": { "module": "nodenext", "allowImportingTsExtensions": true } }',
  );
  await mkdir(join(folder, 'node_modules/@cunjian'), { recursive: true });
  for (const [path, layer] of Object.entries(projects)) {
    const name = `@cunjian/${path.split('/').at(-1)}`;
    await write(
      `${path}/package.json`,
      JSON.stringify({ name, exports: { '.': './src/index.ts' }, nx: { tags: [`layer:${layer}`] } }),
    );
    await write(`${path}/src/index.ts`, 'export const nothing = 0;\n');
    await symlink(join(folder, path), join(folder, 'node_modules', name));
  }
});
afterAll(() => rm(folder, { recursive: true }));

const forbidden = [
  ['libs/kernel/src/a.ts', "import '@cunjian/contracts';", 'kernel (kernel) imports nothing only'],
  ['libs/kernel/src/b.ts', "import 'node:fs';", 'kernel has no dependency'],
  ['libs/contracts/src/a.ts', "import '@cunjian/event-store';", 'contracts (contracts) imports kernel only'],
  ['libs/event-store/src/a.ts', "import '@cunjian/alpha';", 'event-store (lib) imports kernel, contracts, lib only'],
  ['libs/event-store/src/b.ts', "import type {} from '@cunjian/alpha';", 'event-store (lib) imports'],
  ['libs/tlog/src/a.ts', "import '@cunjian/contracts';", 'tlog imports kernel only'],
  ['services/alpha/src/a.ts', "import '@cunjian/beta';", 'alpha (service) imports kernel, contracts, lib only'],
  ['services/alpha/src/b.ts', "import '../../beta/src/index.ts';", 'alpha (service) imports'],
  ['services/alpha/src/c.ts', "import '@cunjian/gateway';", 'alpha (service) imports kernel, contracts, lib only'],
  ['services/alpha/src/d.ts', "import '@cunjian/testing';", 'nothing but tests imports test doubles'],
  ['services/alpha/src/e.ts', "import './f.ts';", 'no cycles'],
  ['services/beta/src/one/decide.ts', "import '@cunjian/event-store';", 'a domain imports kernel'],
  ['services/beta/src/one/one.ts', "import '@cunjian/event-store';", 'a domain imports kernel'],
  ['services/beta/src/two/decide.ts', "import 'node:crypto';", 'a domain does no I/O'],
  ['services/beta/src/three/decide.ts', "import '../api.ts';", 'a domain imports neither API'],
  ['services/beta/src/projections/list.ts', "import '../one/decide.ts';", 'a read model never imports the domain'],
  ['services/beta/src/projections/page.ts', "import '../api.ts';", 'a read model never imports the domain'],
  ['services/beta/src/reactions/lapse.ts', "import '@cunjian/event-store';", 'a reaction holds no client'],
  ['web/src/a.ts', "import '@cunjian/alpha';", 'web (web) imports kernel, contracts, lib only'],
  ['gateway/src/a.ts', "import '@cunjian/web';", 'gateway (gateway) imports kernel, contracts, lib, service only'],
] as const;

describe('import rules', () => {
  it('let through what runs one way', async () => {
    await write('services/alpha/src/topic/topic.ts', "export { nothing } from '@cunjian/kernel';\n");
    await write('services/alpha/src/topic/decide.ts', "import '@cunjian/contracts';\nimport './topic.ts';\n");
    await write('services/alpha/src/topic/decide.spec.ts', "import '@cunjian/testing';\nimport './decide.ts';\n");
    await write('services/alpha/src/api.ts', "import '@cunjian/event-store';\nimport './topic/decide.ts';\n");
    await write('gateway/src/use.ts', "import '@cunjian/alpha';\nimport '@cunjian/event-store';\n");
    expect(await violations()).toEqual([]);
  });

  it('name each forbidden import', async () => {
    await write('services/beta/src/api.ts', '');
    await write('services/alpha/src/f.ts', "import './e.ts';\n");
    for (const [file, text] of forbidden) await write(file, `${text}\n`);
    const found = await violations();
    for (const [file, , rule] of forbidden) expect(found).toContainEqual(expect.stringContaining(`${file}: ${rule}`));
  });
});

/**
 * Imports run one way. Which layer a project belongs to stands in its package.json (`nx.tags`); the rules between layers
 * are made from these tags, the rules inside a service follow (docs/adr/0002, STYLE 11).
 */
const { globSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const { workspaces } = JSON.parse(readFileSync(join(__dirname, 'package.json'), 'utf8'));

/** What each layer may import from; its own layer only where it is named here. */
const allowed = {
  kernel: [],
  contracts: ['kernel'],
  lib: ['kernel', 'contracts', 'lib'],
  service: ['kernel', 'contracts', 'lib'],
  gateway: ['kernel', 'contracts', 'lib', 'service'],
  web: ['kernel', 'contracts', 'lib'],
  cli: ['kernel', 'contracts', 'lib', 'service'],
  deploy: ['kernel', 'contracts', 'lib', 'service', 'gateway'],
  e2e: ['kernel', 'contracts', 'lib', 'service', 'gateway', 'web', 'cli', 'deploy'],
};

const projects = workspaces
  .flatMap((pattern) => globSync(`${pattern}/package.json`, { cwd: __dirname }))
  .map((file) => {
    const { name, nx } = JSON.parse(readFileSync(join(__dirname, file), 'utf8'));
    const layer = nx?.tags?.find((tag) => tag.startsWith('layer:'))?.slice('layer:'.length);
    if (allowed[layer] === undefined) throw new Error(`${name} has no known layer: tag in ${file}`);
    return { name, layer, folder: dirname(file).replaceAll('\\', '/') };
  });

const anyOf = (folders) => `^(${folders.map((folder) => `${folder}/`).join('|')})`;
const layerRules = projects.map(({ name, layer, folder }) => ({
  name: `${name.replace('@cunjian/', '')} (${layer}) imports ${allowed[layer].join(', ') || 'nothing'} only`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    path: anyOf(projects.map((project) => project.folder)),
    pathNot: anyOf([
      folder,
      ...projects.filter((project) => allowed[layer].includes(project.layer)).map((project) => project.folder),
      // Test doubles stand beside the layers: whatever has tests may use them.
      'libs/testing',
    ]),
  },
}));

const specs = '(\\.spec|contract-suite)\\.ts$';
/** The domain: every `decide….ts`, and beside it the aggregate's file, which bears the name of its folder (`topic/topic.ts`). */
const deciders = globSync('services/*/src/**/decide*.ts', { cwd: __dirname }).map((file) => file.replaceAll('\\', '/'));
const aggregates = deciders.map((file) => `${dirname(file)}/${dirname(file).split('/').at(-1)}.ts`);
const exactly = (file) => `^${file.replaceAll('.', '\\.')}$`;
const domain = ['^services/[^/]+/src/.*/decide[^/]*\\.ts$', ...[...new Set(aggregates)].map(exactly)];

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'no cycles',
      comment: 'What needs each other belongs into one file, or the common part into a third.',
      severity: 'error',
      from: { path: '^(libs|services|gateway|cli|web|deploy)/' },
      to: { circular: true },
    },
    {
      name: 'kernel has no dependency',
      severity: 'error',
      from: { path: '^libs/kernel/src/', pathNot: specs },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    },
    {
      name: 'tlog imports kernel only',
      comment: 'It runs in the browser, and outsiders should be able to read it alone.',
      severity: 'error',
      from: { path: '^libs/tlog/src/', pathNot: specs },
      to: { path: '^(libs/(?!tlog/|kernel/)|services/)' },
    },
    {
      name: 'a domain imports kernel, contracts, statutes, divisions and ballots only',
      comment: 'decide and evolve are pure: what they need arrives in the command.',
      severity: 'error',
      from: { path: domain, pathNot: specs },
      to: {
        path: '^(libs|services|gateway|node_modules)/',
        pathNot: ['^libs/(kernel|contracts|statutes|divisions|ballots)/', '^services/[^/]+/src/'],
      },
    },
    {
      name: 'a domain does no I/O',
      severity: 'error',
      from: { path: domain, pathNot: specs },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'a domain imports neither API nor read models nor wiring',
      severity: 'error',
      from: { path: domain, pathNot: specs },
      to: { path: '^services/[^/]+/src/(projections/|reactions/|api[/.]|main\\.ts|[^/]+\\.module\\.ts)' },
    },
    {
      name: 'a read model never imports the domain or the API',
      severity: 'error',
      from: { path: '^services/[^/]+/src/projections/', pathNot: specs },
      to: { path: ['/decide[^/]*\\.ts$', '^services/[^/]+/src/(api[/.]|[^/]+\\.module\\.ts)'] },
    },
    {
      name: 'a reaction holds no client',
      comment: 'Event or deadline in, command out.',
      severity: 'error',
      from: { path: '^services/[^/]+/src/reactions/', pathNot: specs },
      to: {
        path: [
          '^libs/(event-store|read-model|service-kit|blob-store)/',
          '^services/[^/]+/src/(api[/.]|[^/]+\\.module\\.ts)',
        ],
      },
    },
    {
      name: 'nothing but tests imports test doubles',
      severity: 'error',
      from: { path: '^(libs|services|gateway|cli|web|deploy)/', pathNot: [specs, '^libs/testing/', '/test/'] },
      to: { path: '^libs/testing/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|testdata)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.vue', '.json'],
    },
  },
};

// docs/operations.md says what to do for every check of /health/ready and for every metric of ours: found in the sources.
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const doc = readFileSync(join(root, 'docs/operations.md'), 'utf8');
const sources = globSync(['libs/*/src/**/*.ts', 'services/*/src/**/*.ts', 'gateway/src/**/*.ts'], { cwd: root })
  .filter((file) => !file.endsWith('.spec.ts'))
  .map((file) => readFileSync(join(root, file), 'utf8'));

const named = (pattern) => [...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name)))];
const checks = named(/health\.register\(\s*['`]([^'`]+)['`]/g).map((name) => name.replace('${service}', '<service>'));
const metrics = named(/name: '(cunjian_\w+)'/g);

const missing = [...checks, ...metrics].filter((name) => !doc.includes(`\`${name}\``) && !doc.includes(`\`${name}{`));
for (const name of missing) console.error(`docs/operations.md does not say what to do for ${name}`);
console.log(`operations: ${checks.length} checks, ${metrics.length} metrics, ${missing.length} findings`);
process.exit(missing.length === 0 && checks.length > 0 && metrics.length > 0 ? 0 : 1);

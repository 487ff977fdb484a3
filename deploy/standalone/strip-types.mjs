// A step of `npm start`: strips the types of what has changed since the last time, in a process that ends, so that the
// one that stays needs no compiler (stripped-types.mjs). What it leaves may be deleted at any time.
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { isStripped, root, strippedFile } from './stripped-types.mjs';

const sourceFolders = ['libs', 'services', 'gateway', 'deploy'];
const isProduct = (path) => path.endsWith('.ts') && !path.endsWith('.d.ts') && !path.endsWith('.spec.ts');

const sourcesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesBelow(path);
    return isProduct(path) ? [relative(root, path)] : [];
  });

const strip = (path) => {
  const source = join(root, path);
  const { atime, mtimeMs } = statSync(source);
  const target = strippedFile(path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, stripTypeScriptTypes(readFileSync(source, 'utf8')));
  utimesSync(target, atime, new Date(Math.trunc(mtimeMs)));
};

for (const folder of sourceFolders)
  for (const path of sourcesBelow(join(root, folder))) if (!isStripped(path)) strip(path);

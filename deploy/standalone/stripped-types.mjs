// Preloaded (`node --import`) into the process and its threads: our sources as strip-types.mjs left them, where they have
// not changed since. Node itself strips the others, for which it loads a compiler that a thread never gives back: 12 MB in
// the main thread, 20 MB in every other.
import { readFileSync, statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'node_modules', '.cache', `cunjian-types-stripped-${process.versions.amaro}`);

/** Where a source file's stripped text is kept, by its path from the root. */
export const strippedFile = (path) => join(folder, path);

/** Whole milliseconds, which every file system keeps. */
const modifiedAt = (file) => Math.trunc(statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN);
/** Its stripped text bears its time. */
export const isStripped = (path) => modifiedAt(join(root, path)) === modifiedAt(strippedFile(path));

const isOurs = (file) => file.startsWith(root + sep) && !file.includes(`${sep}node_modules${sep}`);

registerHooks({
  load: (url, context, nextLoad) => {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
    const file = fileURLToPath(url);
    const path = file.slice(root.length + 1);
    if (!isOurs(file) || !isStripped(path)) return nextLoad(url, context);
    return { format: 'module', source: readFileSync(strippedFile(path), 'utf8'), shortCircuit: true };
  },
});

// Preloaded (`node --import`) into the process and its threads: what was stripped of types and compiled once is kept, so
// that later starts are quicker and no thread holds a TypeScript compiler in memory. It may be deleted at any time.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/cunjian/', import.meta.url)));

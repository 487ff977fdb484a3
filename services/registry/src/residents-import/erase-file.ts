import { levelWithStore } from '../dispatching.ts';
import { imports } from '../projections/imports.ts';
import type { Registry } from '../registry-context.ts';

/** Erases the file of an import that is written to its end, unless another import of the same bytes still reads it. */
export const eraseImportFile = async (registry: Registry, id: string): Promise<'done'> => {
  const { queries, runtime } = registry;
  await levelWithStore(registry, [imports]);
  const written = (await queries.imports.get([id])).get(id);
  if (written === undefined) return 'done';
  if (!(await queries.imports.isBeingWritten(written.sha256))) await runtime.blobs.erase(written.sha256);
  return 'done';
};

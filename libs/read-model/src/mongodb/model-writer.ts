import type { mongo } from 'mongoose';
import type { Commit, Loaded } from '../port.ts';
import { layoutOf } from './layout.ts';
import type { Model, Registry } from './registry.ts';
import { createWriter } from './writer.ts';

/** So many documents are deleted before the positions of those deleted before them are cleared away. */
const maxForgettable = 10_000;

/** Writes the collections of one model, one commit after the other. */
export interface ModelWriter {
  load(collection: string, keys: readonly string[]): Promise<Map<string, Loaded>>;
  commit(commits: readonly Commit[], checkpoint: bigint): Promise<void>;
  /** Clears away the positions of deleted documents that the checkpoint has passed: no event at or below it is folded again. */
  forgetDeleted(): Promise<void>;
}

const createModelWriter = (
  database: mongo.Db,
  registry: Registry,
  model: Model,
  maxBulkWrites: number,
): ModelWriter => {
  const collections = new Map(
    model.collections.map((held, index) => {
      const layout = layoutOf(held);
      return [held.name, { index, layout, writer: createWriter(database, layout, maxBulkWrites) }];
    }),
  );
  const collectionOf = (name: string) => {
    const collection = collections.get(name);
    if (collection === undefined) throw new Error(`there is no collection ${name} in what has been prepared`);
    return collection;
  };
  let last: Promise<unknown> = Promise.resolve();
  let committed = model.checkpoint;
  let deleted = 0;
  /** Where the checkpoint was when it last had come to `maxForgettable`: a request that a broken connection has left running on the server is long done. */
  let forgettable = model.checkpoint;

  const forgetUpTo = async (checkpoint: bigint | undefined): Promise<void> => {
    if (checkpoint !== undefined) for (const { writer } of collections.values()) await writer.forgetDeleted(checkpoint);
  };

  /** Readers must know where arrays are before there are any: they look for elements only there. */
  const announce = async ({ index, layout }: ReturnType<typeof collectionOf>, arrays: readonly number[]) => {
    if (arrays.length === 0) return;
    await registry.addArrays(model, index, arrays);
    for (const path of arrays) layout.arrays.add(path);
  };

  const commit = async (commits: readonly Commit[], checkpoint: bigint): Promise<void> => {
    // All are encoded before any is written: what cannot be written leaves nothing behind.
    const parts = commits.map(({ spec, writes }) => {
      const collection = collectionOf(spec.name);
      return { collection, ...collection.writer.encode(writes) };
    });
    for (const { collection, arrays } of parts) await announce(collection, arrays);
    for (const { collection, encoded } of parts) await collection.writer.write(encoded);
    await registry.checkpoint(model, checkpoint);
    for (const { writes } of commits) deleted += writes.filter(({ document }) => document === undefined).length;
    committed = checkpoint;
    if (deleted <= maxForgettable) return;
    await forgetUpTo(forgettable);
    forgettable = checkpoint;
    deleted = 0;
  };

  return {
    load: async (collection, keys) => collectionOf(collection).writer.load(keys),
    commit: (commits, checkpoint) => {
      const next = last.then(() => commit(commits, checkpoint));
      last = next.catch(() => undefined);
      return next;
    },
    forgetDeleted: () => forgetUpTo(committed),
  };
};

/** Writers by model, opened when they are first asked for. */
export const createModelWriters = (database: mongo.Db, registry: Registry, maxBulkWrites: number) => {
  const opened = new Map<string, { model: Model; writer: ModelWriter }>();
  const reopen = (model: Model): ModelWriter => {
    const writer = createModelWriter(database, registry, model, maxBulkWrites);
    opened.set(model.id, { model, writer });
    return writer;
  };
  return {
    reopen,
    of: (model: Model): ModelWriter => opened.get(model.id)?.writer ?? reopen(model),
    /** Their collections have been dropped. */
    forget: (physical: readonly string[]): void => {
      for (const [id, { model }] of opened)
        if (model.collections.some((held) => physical.includes(held.physical))) opened.delete(id);
    },
  };
};

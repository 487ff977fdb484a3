import type { mongo } from 'mongoose';
import type { CollectionSpec, Commit, LiveModel, Loaded, ReadModelStore } from '../port.ts';
import { createPrepared } from '../prepared.ts';
import { sameDeclarations } from '../spec-text.ts';
import { clear, connect, databaseOf, type Health, type MongoOptions } from './connection.ts';
import { compareIndexes, createIndexes, declaredIndexes, existing } from './indexes.ts';
import { layoutOf } from './layout.ts';
import { createModelWriters, type ModelWriter } from './model-writer.ts';
import { readerOn } from './reader.ts';
import { liveOf, modelsOf, registryOn, type Model, type Registry } from './registry.ts';

export interface MongoStoreOptions extends MongoOptions {
  /** For the log: an index or a collection on the server is not as declared, and what becomes of it. */
  readonly onDifference?: (difference: string) => void;
  /** Documents of one request. */
  readonly maxBulkWrites?: number;
}

export interface MongoReadModelStore extends ReadModelStore {
  /** For `/health/ready`: whether the server answers. Names no address. */
  health(): Promise<Health>;
}

/**
 * The one writer of the database. It may be read through as well, like any reader. Throws where the server cannot be reached.
 * There are no transactions: after a commit that failed, some of it may be written; `prepare` again and fold from the
 * checkpoint, positions make that harmless.
 */
export const openMongoReadModelStore = async (options: MongoStoreOptions): Promise<MongoReadModelStore> => {
  const { onDifference = () => undefined, maxBulkWrites = 1_000 } = options;
  const connection = await connect(options);
  const registry = registryOn(connection);
  const database = databaseOf(connection);
  try {
    await registry.createIndexes();
  } catch (error) {
    await connection.close();
    throw clear(error);
  }
  const reader = readerOn(connection, registry);
  const { prepared, modelOf, dropped } = createPrepared<Model>();
  const writers = createModelWriters(database, registry, maxBulkWrites);
  /** By name, what was prepared last. */
  const writing = new Map<string, string>();
  const dropRetired = createDropRetired(database, registry, writers.forget);

  const prepare = async (name: string, version: number, specs: readonly CollectionSpec[], afresh: boolean) => {
    await dropRetired(name);
    const [found] = afresh ? [] : modelsOf(await registry.entry(name), version);
    if (
      found !== undefined &&
      sameDeclarations(found.collections, specs) &&
      (await mended(database, found, onDifference))
    )
      return found;
    const model = await registry.begin(name, version, specs);
    for (const layout of model.collections.map(layoutOf))
      await createIndexes(database, layout, declaredIndexes(layout));
    await dropRetired(name);
    return model;
  };

  return clearly({
    ...reader,
    prepare: async (name, version, specs, afresh = false) => {
      const model = await prepare(name, version, specs, afresh);
      for (const { name: of } of [{ name }, ...specs]) prepared(of, version, model);
      writing.set(name, model.id);
      await writers.reopen(model).forgetDeleted();
      return model.checkpoint;
    },
    load: async (spec, keys) => writers.of(modelOf(spec.name, spec.version)).load(spec.name, keys),
    commit: async (name, version, commits, checkpoint) =>
      writers.of(modelOf(name, version)).commit(commits, checkpoint),
    live: async (name) => {
      const live = liveOf(await registry.entry(name));
      return live === undefined || writing.get(name) === live.id ? undefined : liveModel(live, writers.of(live));
    },
    swap: async (name, version) => {
      const model = modelOf(name, version);
      await registry.swap(model);
      await dropRetired(name);
      await writers.of(model).forgetDeleted();
    },
    drop: async (name) => {
      await registry.drop(name);
      await dropRetired(name);
      dropped(name);
    },
  });
};

const liveModel = (live: Model, writer: ModelWriter): LiveModel => ({
  version: live.version,
  collections: live.collections.map(({ name }) => name),
  checkpoint: live.checkpoint,
  load: (collection, keys): Promise<ReadonlyMap<string, Loaded>> => writer.load(collection, keys),
  commit: (commits: readonly Commit[], checkpoint) => writer.commit(commits, checkpoint),
});

/** Drops what nobody reads any more; what a crash has left is dropped the next time. */
const createDropRetired =
  (database: mongo.Db, registry: Registry, forget: (physical: readonly string[]) => void) =>
  async (name: string): Promise<void> => {
    const retired = (await registry.entry(name))?.retired ?? [];
    if (retired.length === 0) return;
    for (const physical of await existing(database, retired)) await database.dropCollection(physical);
    await registry.forgetRetired(name, retired);
    forget(retired);
  };

/**
 * Makes the indexes of a model as declared; false where it has to be built again: a collection is gone though it had been
 * written, or what stands under the name of an index is another one.
 */
const mended = async (database: mongo.Db, model: Model, tell: (difference: string) => void): Promise<boolean> => {
  const there = await existing(
    database,
    model.collections.map(({ physical }) => physical),
  );
  for (const layout of model.collections.map(layoutOf)) {
    if (!there.has(layout.physical) && model.checkpoint !== undefined) {
      tell(`${layout.physical} is gone: ${model.name} is built again`);
      return false;
    }
    const found = there.has(layout.physical) ? await database.collection(layout.physical).listIndexes().toArray() : [];
    const { missing, differing, foreign } = compareIndexes(layout, found);
    for (const index of foreign) tell(`index ${index} is not declared: left alone`);
    for (const index of differing) tell(`index ${index} is not as declared: ${model.name} is built again`);
    if (differing.length > 0) return false;
    if (there.has(layout.physical))
      for (const { name } of missing) tell(`index ${layout.physical} ${name} is missing: created`);
    await createIndexes(database, layout, missing);
  }
  return true;
};

/** The driver's errors, as the reader of a log needs them. */
const clearly = (store: MongoReadModelStore): MongoReadModelStore => {
  const wrap =
    <A extends unknown[], R>(method: (...given: A) => Promise<R>) =>
    (...given: A): Promise<R> =>
      method(...given).catch((error: unknown) => {
        throw clear(error);
      });
  return {
    ...store,
    prepare: wrap(store.prepare),
    load: wrap(store.load),
    commit: wrap(store.commit),
    live: wrap(store.live),
    swap: wrap(store.swap),
    drop: wrap(store.drop),
  };
};

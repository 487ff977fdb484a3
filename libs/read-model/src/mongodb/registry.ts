import { Schema, Types, type Connection } from 'mongoose';
import type { CollectionSpec } from '../port.ts';
import { specText } from '../spec-text.ts';
import { databaseOf } from './connection.ts';

/** A declared collection of one model and the MongoDB collection that holds its documents; that name is never used again. */
export interface Held {
  readonly name: string;
  readonly physical: string;
  /** Its declaration as `specText` writes it. */
  readonly spec: string;
  /** Declared paths, by their number, at which some document has held an array. */
  readonly arrays: readonly number[];
}

interface ModelEntry {
  readonly version: number;
  /** Absent: nothing has been committed. */
  readonly checkpoint?: bigint;
  readonly collections: readonly Held[];
}

/** One document for each name: what readers see changes with one write, that of `live`. */
export interface Entry {
  readonly _id: string;
  /** Of every collection it has had, for readers to find it by. */
  readonly names: readonly string[];
  readonly live?: string;
  /** By id: the live one, and what is built beside it. */
  readonly models: Readonly<Record<string, ModelEntry>>;
  /** MongoDB collections to drop, which nobody reads any more. */
  readonly retired: readonly string[];
}

export interface Model extends ModelEntry {
  readonly name: string;
  readonly id: string;
}

const schema = new Schema(
  {
    _id: { type: String, required: true },
    names: [String],
    live: String,
    models: Schema.Types.Mixed,
    retired: [String],
  },
  { strict: 'throw', versionKey: false, minimize: false, collection: 'read_models' },
);
schema.index({ names: 1 }, { name: 'names' });

export type Registry = ReturnType<typeof registryOn>;

/** Which versions of which read models there are. Each change is one write of one document. */
export const registryOn = (connection: Connection) => {
  const entries = connection.model('ReadModel', schema);
  /** For what every read asks: mongoose takes as long for its query as the driver for all of it. */
  const plain = databaseOf(connection).collection<Entry>(schema.get('collection') ?? '');
  const found = async (filter: Record<string, unknown>): Promise<Entry | undefined> =>
    (await entries.findOne(filter).lean<Entry>()) ?? undefined;
  const update = async (name: string, change: Record<string, unknown>, upsert = false): Promise<void> => {
    await entries.updateOne({ _id: name }, change, { upsert });
  };

  return {
    createIndexes: () => entries.createIndexes(),
    entry: (name: string) => found({ _id: name }),
    /** Those of these names, and those that have or had these collections. */
    entries: async (names: readonly string[], collections: readonly string[]): Promise<readonly Entry[]> =>
      await plain.find({ $or: [{ _id: { $in: [...names] } }, { names: { $in: [...collections] } }] }).toArray(),

    /** Makes a new model beside the live one, instead of others under way; where none is live, it is live. */
    begin: async (name: string, version: number, specs: readonly CollectionSpec[]): Promise<Model> => {
      const before = await found({ _id: name });
      const id = new Types.ObjectId().toHexString();
      const collections = specs.map((spec) => ({
        name: spec.name,
        physical: `${spec.name}.v${version}.${id}`,
        spec: specText(spec),
        arrays: [],
      }));
      const model = { version, collections };
      const live = before?.live ?? id;
      await update(
        name,
        {
          ...retire(before, live),
          $set: { [`models.${id}`]: model, live },
          $addToSet: { names: { $each: specs.map((spec) => spec.name) }, retired: { $each: others(before, live) } },
        },
        true,
      );
      return { ...model, name, id };
    },
    /** Not where the model is gone: somebody else has swapped or dropped it. */
    checkpoint: async ({ name, id }: Model, position: bigint): Promise<void> => {
      const { matchedCount } = await entries.updateOne(
        { _id: name, [`models.${id}`]: { $exists: true } },
        // Never back: an answer that was lost may come after the next.
        { $max: { [`models.${id}.checkpoint`]: position } },
      );
      if (matchedCount === 0) throw new Error(`${name} is not there any more as it was prepared: prepare it again`);
    },
    addArrays: ({ name, id }: Model, collection: number, paths: readonly number[]): Promise<void> =>
      update(name, { $addToSet: { [`models.${id}.collections.${collection}.arrays`]: { $each: paths } } }),
    swap: async ({ name, id }: Model): Promise<void> => {
      const before = await found({ _id: name });
      if (before?.models[id] === undefined) throw new Error(`${name} is not there any more as it was prepared`);
      const retired = { $addToSet: { retired: { $each: others(before, id) } } };
      await update(name, { ...retire(before, id), $set: { live: id }, ...retired });
    },
    drop: async (name: string): Promise<void> => {
      const before = await found({ _id: name });
      if (before === undefined) return;
      const retired = { $addToSet: { retired: { $each: others(before, undefined) } } };
      await update(name, { $set: { models: {} }, $unset: { live: '' }, ...retired });
    },
    forgetRetired: (name: string, dropped: readonly string[]): Promise<void> =>
      update(name, { $pull: { retired: { $in: dropped } } }),
  };
};

/** Takes every model but `kept` out of the entry; nothing where there is none, as MongoDB refuses an empty `$unset`. */
const retire = (entry: Entry | undefined, kept: string): Record<string, unknown> => {
  const gone = Object.keys(entry?.models ?? {}).filter((id) => id !== kept);
  return gone.length === 0 ? {} : { $unset: Object.fromEntries(gone.map((id) => [`models.${id}`, ''])) };
};

const others = (entry: Entry | undefined, kept: string | undefined): string[] =>
  Object.entries(entry?.models ?? {}).flatMap(([id, { collections }]) =>
    id === kept ? [] : collections.map(({ physical }) => physical),
  );

/** `name`'s live model. */
export const liveOf = (entry: Entry | undefined): Model | undefined => {
  const id = entry?.live;
  const model = id === undefined ? undefined : entry?.models[id];
  return entry === undefined || id === undefined || model === undefined ? undefined : { ...model, name: entry._id, id };
};

/** Those of a version, what is built before what is live. */
export const modelsOf = (entry: Entry | undefined, version: number): Model[] =>
  entry === undefined
    ? []
    : Object.entries(entry.models)
        .filter(([, model]) => model.version === version)
        .sort(([a], [b]) => Number(a === entry.live) - Number(b === entry.live))
        .map(([id, model]) => ({ ...model, name: entry._id, id }));

import type { mongo } from 'mongoose';
import type { Layout } from './layout.ts';

interface Index {
  readonly name: string;
  readonly key: Readonly<Record<string, 1>>;
  readonly sparse?: true;
}

/** The key at the end makes "order by path, then key" a walk along the index. */
export const declaredIndexes = ({ indexes, paths, search }: Layout): Index[] => [
  ...indexes.map((index, i) => ({
    name: `i${i}`,
    key: Object.fromEntries([...index.map((path) => [`c${paths.indexOf(path)}`, 1]), ['_id', 1]]) as Index['key'],
  })),
  ...paths.map((_, i): Index => ({ name: `e${i}`, key: { [`e${i}`]: 1 }, sparse: true })),
  ...(search === undefined ? [] : [{ name: 'search', key: { [`d.${search}`]: 1 } } as const]),
  { name: 'gone', key: { gone: 1 }, sparse: true },
];

export interface Comparison {
  readonly missing: readonly Index[];
  /** What is there under a declared name and is something else; where there is any, build the collection again. */
  readonly differing: readonly string[];
  /** There, and not declared: left alone. */
  readonly foreign: readonly string[];
}

/** Of an index on the server, what changes its answers or its refusals. */
const traits = ['unique', 'sparse', 'partialFilterExpression', 'collation', 'expireAfterSeconds', 'hidden'] as const;

const shapeOf = (index: Readonly<Record<string, unknown>>): string =>
  JSON.stringify([
    Object.entries(index['key'] ?? {}).map(([path, direction]) => [path, Number(direction)]),
    ...traits.map((trait) => index[trait] || null),
  ]);

/** What is declared beside what is there. */
export const compareIndexes = (layout: Layout, found: readonly Readonly<Record<string, unknown>>[]): Comparison => {
  const declared = new Map(declaredIndexes(layout).map((index) => [index.name, index]));
  const there = new Map(found.map((index) => [String(index['name']), index]));
  const named = (index: unknown): string => `${layout.physical} ${JSON.stringify(index)}`;
  return {
    missing: [...declared.values()].filter(({ name }) => !there.has(name)),
    differing: [...declared.values()].flatMap((index) => {
      const other = there.get(index.name);
      return other === undefined || shapeOf(other) === shapeOf({ ...index }) ? [] : [named(other)];
    }),
    foreign: [...there].flatMap(([name, index]) => (name === '_id_' || declared.has(name) ? [] : [named(index)])),
  };
};

/** Creates the collection too, where it is not there. */
export const createIndexes = async (
  database: mongo.Db,
  { physical }: Layout,
  indexes: readonly Index[],
): Promise<void> => {
  if (indexes.length > 0) await database.collection(physical).createIndexes(indexes.map((index) => ({ ...index })));
};

/** Which of these MongoDB collections are there. */
export const existing = async (database: mongo.Db, physical: readonly string[]): Promise<Set<string>> => {
  const list = await database.listCollections({ name: { $in: [...physical] } }, { nameOnly: true }).toArray();
  // Asked for again here: not every server looks at the filter, and what is listed may be dropped.
  return new Set(list.map(({ name }) => name)).intersection(new Set(physical));
};

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Everything derived: collection or table → key → what is kept under it. */
export type Derived = ReadonlyMap<string, ReadonlyMap<string, string>>;

const rows = (db: DatabaseSync, sql: string): readonly Record<string, unknown>[] => db.prepare(sql).all();

const collections = (file: string, db: DatabaseSync): [string, Map<string, string>][] =>
  rows(
    db,
    'SELECT collection.id, model.name AS model, collection.name FROM collection JOIN model ON model.id = model WHERE live = 1',
  ).map(({ id, model, name }) => [
    `${file} ${String(model)} ${String(name)}`,
    new Map(
      rows(db, `SELECT key, document FROM d${Number(id)}`).map(({ key, document }) => [String(key), String(document)]),
    ),
  ]);

/** Of the sealed logs: trees, tiles, places, epochs. */
const tables = (file: string, db: DatabaseSync): [string, Map<string, string>][] =>
  ['tree', 'tile', 'place', 'public_head', 'heads_entry', 'epoch'].map((name) => [
    `${file} ${name}`,
    new Map(
      rows(db, `SELECT * FROM ${name}`).map((row) => {
        const { log, level = '', n = '', ...kept } = row;
        const shown = Object.entries(kept).map(([column, value]) =>
          value instanceof Uint8Array ? [column, Buffer.from(value).toString('base64')] : [column, value],
        );
        return [`${String(log)} ${String(level)} ${String(n)}`, JSON.stringify(shown)];
      }),
    ),
  ]);

/** What the read models of a data folder hold now; no process may be writing to them. */
export const readDerived = (dataDir: string): Derived => {
  const folder = join(dataDir, 'read-models');
  const found = readdirSync(folder)
    .filter((file) => file.endsWith('.sqlite'))
    .flatMap((file) => {
      const read = file === 'audit-logs.sqlite' ? tables : collections;
      return readFrom(join(folder, file), (db) => read(file, db));
    });
  return new Map(found);
};

/** The same of a file of sealed logs. */
export const readSealedLogs = (file: string): Derived => new Map(readFrom(file, (db) => tables('', db)));

const readFrom = <T>(file: string, read: (db: DatabaseSync) => T): T => {
  const db = new DatabaseSync(file);
  try {
    return read(db);
  } finally {
    db.close();
  }
};

/** The first places where two differ, in words; empty where they are equal. */
export const differences = (before: Derived, after: Derived): readonly string[] => {
  const found: string[] = [];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [a, b] = [before.get(name), after.get(name)];
    for (const key of new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])]))
      if (a?.get(key) !== b?.get(key)) found.push(`${name} ${key}: ${a?.get(key)} ≠ ${b?.get(key)}`);
  }
  return found.slice(0, 5);
};

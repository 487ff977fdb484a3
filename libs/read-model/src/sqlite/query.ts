import { decodeCursor, type Order } from '../cursor.ts';
import { columnValue } from '../fields.ts';
import { maxPageSize, maxSearchTokens, type Condition, type Query } from '../port.ts';
import { absent, searchToken, type Table } from './table.ts';

interface Sql {
  readonly text: string;
  readonly values: readonly (string | number)[];
}

const and = (parts: readonly Sql[]): Sql => ({
  text: parts.length === 0 ? '' : ` WHERE ${parts.map(({ text }) => text).join(' AND ')}`,
  values: parts.flatMap(({ values }) => values),
});

/** `condition` on the SQL expression `value`, which is a scalar or `absent`. */
const compare = (value: string, condition: Condition): Sql => {
  if (typeof condition !== 'object') return { text: `${value} = ?`, values: [columnValue(condition)] };
  if ('in' in condition)
    return { text: `${value} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(condition.in)] };
  if ('prefix' in condition)
    // U+10FFFF is no character: nothing that begins with the prefix sorts behind it.
    return { text: `(${value} >= ? AND ${value} < ?)`, values: [condition.prefix, `${condition.prefix}\u{10ffff}`] };
  const lower = condition.from === undefined ? `${value} > ?` : `${value} >= ?`;
  const from = condition.from === undefined ? absent : columnValue(condition.from);
  return condition.to === undefined
    ? { text: lower, values: [from] }
    : { text: `(${lower} AND ${value} < ?)`, values: [from, columnValue(condition.to)] };
};

const jsonPath = (path: string): string =>
  `$${path
    .split('.')
    .map((segment) => `."${segment}"`)
    .join('')}`;

/** A path without a column (the live version is older than the reader's code) is looked up in the JSON: right, but a scan. */
const holds = (table: Table, path: string, condition: Condition): Sql => {
  const column = table.paths.indexOf(path);
  if (column < 0) {
    const { text, values } = compare('value', condition);
    return {
      text: `EXISTS (SELECT 1 FROM json_each(document, ?) WHERE ${text})`,
      values: [jsonPath(path), ...values],
    };
  }
  const scalar = compare(`c${column}`, condition);
  if (!table.arrays.has(path)) return scalar;
  const element = compare('value', condition);
  return {
    text: `(${scalar.text} OR d${table.id}.id IN (SELECT id FROM d${table.id}_elements WHERE path = ${column} AND ${element.text}))`,
    values: [...scalar.values, ...element.values],
  };
};

const search = (table: Table, tokens: readonly string[]): Sql => {
  if (table.search === undefined) throw new Error('this collection declares no search');
  if (tokens.length > maxSearchTokens) throw new RangeError(`a search takes at most ${maxSearchTokens} tokens`);
  return {
    text: `d${table.id}.id IN (SELECT rowid FROM d${table.id}_search WHERE d${table.id}_search MATCH ?)`,
    values: [tokens.map(searchToken).join(' AND ')],
  };
};

const conditions = (table: Table, query: Pick<Query, 'where' | 'search'>): Sql[] => [
  ...Object.entries(query.where ?? {}).map(([path, condition]) => holds(table, path, condition)),
  ...(query.search === undefined || query.search.length === 0 ? [] : [search(table, query.search)]),
];

const orderValue = (table: Table, order: Order): Sql => {
  const column = table.paths.indexOf(order.by);
  return column < 0
    ? { text: 'coalesce(document ->> ?, -9e999)', values: [jsonPath(order.by)] }
    : { text: `c${column}`, values: [] };
};

/** Rows {key, document, value}; one more than the limit, so that the caller knows whether there are more. */
export const findSql = (table: Table, query: Query): Sql => {
  if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > maxPageSize)
    throw new RangeError(`limit: 1 to ${maxPageSize}`);
  const { order, after } = query;
  const value: Sql = order === undefined ? { text: '0', values: [] } : orderValue(table, order);
  const parts = conditions(table, query);
  const [direction, beyond] = order?.direction === 'descending' ? ['DESC', '<'] : ['ASC', '>'];
  if (after !== undefined) {
    const mark = decodeCursor(order, after);
    parts.push(
      order === undefined
        ? { text: 'key > ?', values: [mark.key] }
        : { text: `(${value.text}, key) ${beyond} (?, ?)`, values: [...value.values, mark.value ?? absent, mark.key] },
    );
  }
  const where = and(parts);
  const by = order === undefined ? 'key' : `value ${direction}, key ${direction}`;
  return {
    text: `SELECT key, document, ${value.text} AS value FROM d${table.id}${where.text} ORDER BY ${by} LIMIT ?`,
    values: [...value.values, ...where.values, query.limit + 1],
  };
};

export const countSql = (table: Table, query: Pick<Query, 'where' | 'search'>): Sql => {
  const where = and(conditions(table, query));
  return { text: `SELECT count(*) AS count FROM d${table.id}${where.text}`, values: where.values };
};

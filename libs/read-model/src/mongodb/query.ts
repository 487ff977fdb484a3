import type { mongo } from 'mongoose';
import { decodeCursor, type Mark, type Order } from '../cursor.ts';
import { columnValue } from '../fields.ts';
import { maxPageSize, maxSearchTokens, type Condition, type Query, type Scalar } from '../port.ts';
import type { Layout, Stored } from './layout.ts';

type Filter = mongo.Filter<Stored>;
type Keep = (value: Scalar) => Scalar;

const asIs: Keep = (value) => value;

/** U+10FFFF is no character: nothing that begins with the prefix sorts behind it. MongoDB compares strings by their bytes in UTF-8. */
const beyond = '\u{10ffff}';

/** `condition` on a scalar that is kept by `keep`. An absent one meets none, as MongoDB compares within one type alone. */
const compare = (condition: Condition, keep: Keep): Record<string, unknown> => {
  if (typeof condition !== 'object') return { $eq: keep(condition) };
  if ('in' in condition) return { $in: condition.in.map(keep) };
  if ('prefix' in condition) return { $gte: condition.prefix, $lt: `${condition.prefix}${beyond}` };
  const { from, to } = condition;
  if (from === undefined && to === undefined) return { $ne: null };
  return { ...(from === undefined ? {} : { $gte: keep(from) }), ...(to === undefined ? {} : { $lt: keep(to) }) };
};

/** A path without a column (the live version is older than the reader's code) is looked up in the document: right, but a scan. */
const holds = (layout: Layout, path: string, condition: Condition): Filter => {
  const column = layout.paths.indexOf(path);
  if (column < 0) {
    const scalar = compare(condition, asIs);
    const field = `d.${path}`;
    return {
      $or: [{ [field]: { ...scalar, $not: { $type: 'array' } } }, { [field]: { $elemMatch: scalar } }],
    } as Filter;
  }
  const scalar = compare(condition, columnValue);
  const ofScalar = { [`c${column}`]: scalar } as Filter;
  return layout.arrays.has(column)
    ? ({ $or: [ofScalar, { [`e${column}`]: { $elemMatch: scalar } }] } as Filter)
    : ofScalar;
};

const search = (layout: Layout, tokens: readonly string[]): Filter => {
  if (layout.search === undefined) throw new Error('this collection declares no search');
  if (tokens.length > maxSearchTokens) throw new RangeError(`a search takes at most ${maxSearchTokens} tokens`);
  return { [`d.${layout.search}`]: { $all: [...tokens] } } as Filter;
};

/** Never empty: what is deleted meets no condition, and is left out where there is none. */
const conditions = (layout: Layout, query: Pick<Query, 'where' | 'search'>): Filter[] => {
  const parts = [
    ...Object.entries(query.where ?? {}).map(([path, condition]) => holds(layout, path, condition)),
    ...(query.search === undefined || query.search.length === 0 ? [] : [search(layout, query.search)]),
  ];
  return parts.length === 0 ? [{ gone: { $exists: false } } as Filter] : parts;
};

const all = (parts: readonly Filter[]): Filter => {
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { $and: [...parts] };
};

export const countFilter = (layout: Layout, query: Pick<Query, 'where' | 'search'>): Filter =>
  all(conditions(layout, query));

/** What lies behind `mark` in the order of `field`, as ranges of an index: MongoDB compares within a type, and absent ones come first. */
const behind = (field: string, { direction }: Order, { value, key }: Mark): Filter[] => {
  const ascending = direction === 'ascending';
  const ofKey = { [ascending ? '$gt' : '$lt']: key };
  const absent = { [field]: null } as Filter;
  if (value === undefined)
    return [{ ...absent, _id: ofKey }, ...(ascending ? [{ [field]: { $ne: null } } as Filter] : [])];
  const same = { [field]: value, _id: ofKey } as Filter;
  return ascending
    ? [same, { [field]: { $gt: value } } as Filter]
    : [same, { [field]: { $lt: value } } as Filter, absent];
};

/** The scalar at a path without a column, as a column would hold it: numbers and strings lie between null and objects in BSON's order. */
const valueAt = (path: string) => {
  const field = `$d.${path}`;
  const isColumnValue = { $and: [{ $gt: [field, null] }, { $lt: [field, { $literal: {} }] }] };
  const ofBoolean = (value: boolean, otherwise: unknown) => ({
    $cond: [{ $eq: [field, value] }, Number(value), otherwise],
  });
  return { $cond: [isColumnValue, field, ofBoolean(true, ofBoolean(false, null))] };
};

export interface Finding {
  readonly pipeline: mongo.Document[];
  /** Where the value of the order stands in what is found. */
  readonly value: string | undefined;
}

/** One more than the limit, so that the caller knows whether there are more. */
export const findPipeline = (layout: Layout, query: Query): Finding => {
  const { order, after, limit } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > maxPageSize) throw new RangeError(`limit: 1 to ${maxPageSize}`);
  const mark = after === undefined ? undefined : decodeCursor(order, after);
  const parts = conditions(layout, query);
  const end = (sort: Record<string, 1 | -1>, value: string | undefined): mongo.Document[] => [
    { $sort: sort },
    { $limit: limit + 1 },
    { $project: value === undefined ? { d: 1 } : { d: 1, [value]: 1 } },
  ];
  if (order === undefined) {
    if (mark !== undefined) parts.push({ _id: { $gt: mark.key } });
    return { pipeline: [{ $match: all(parts) }, ...end({ _id: 1 }, undefined)], value: undefined };
  }
  const way = order.direction === 'ascending' ? 1 : -1;
  const column = layout.paths.indexOf(order.by);
  if (column < 0) {
    const rest = mark === undefined ? [] : [{ $match: { $or: behind('v', order, mark) } }];
    const pipeline = [{ $match: all(parts) }, { $addFields: { v: valueAt(order.by) } }, ...rest];
    return { pipeline: [...pipeline, ...end({ v: way, _id: way }, 'v')], value: 'v' };
  }
  const value = `c${column}`;
  // Conditions stand in each branch, so that each is a range of one index and the server merges them in order.
  const match =
    mark === undefined ? all(parts) : { $or: behind(value, order, mark).map((range) => all([...parts, range])) };
  return { pipeline: [{ $match: match }, ...end({ [value]: way, _id: way }, value)], value };
};

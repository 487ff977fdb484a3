import fc from 'fast-check';
import type { CollectionSpec, Condition, Query } from '../src/port.ts';

/** Each path holds values of one type, as scalars or in arrays; `free` and its neighbours have no index. */
export const spec: CollectionSpec = {
  name: 'things',
  version: 1,
  indexes: [['text', 'number'], ['tags', 'marks'], ['flag'], ['inner.code', 'number'], ['number']],
  search: 'tokens',
};

/** Prefixes of one another, between which others lie; below the surrogates, above which the stand-in orders (by UTF-16) otherwise than MongoDB. */
const texts = ['', 'a', 'ab', 'abc', 'b', 'B', 'é', '50%', '村', '村委', '村委会', '힣'] as const;
const text = fc.constantFrom(...texts);
const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0.5, -0.5, 2 ** 40, -(2 ** 53 - 1)));
const orList = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.array(value, { maxLength: 3 }));

const values = {
  text: orList(text),
  number,
  tags: orList(text),
  marks: orList(number),
  flag: fc.boolean(),
  inner: fc.oneof(fc.record({ code: text }), fc.array(fc.record({ code: text }), { maxLength: 2 })),
  free: text,
  amount: number,
  labels: fc.array(text, { maxLength: 3 }),
  isOpen: fc.boolean(),
  tokens: fc.uniqueArray(
    text.filter((token) => token !== ''),
    { maxLength: 4 },
  ),
  nothing: fc.constant(null),
  'a.b': number,
  $c: fc.record({ '': number }),
};
export const documents = fc.array(fc.record(values, { requiredKeys: [] }), { maxLength: 12 });

const conditionOf = <T extends string | number | boolean>(value: fc.Arbitrary<T>): fc.Arbitrary<Condition> =>
  fc.oneof(
    value,
    fc.record({ in: fc.array(value, { maxLength: 3 }) }),
    fc.record({ from: value, to: value }, { requiredKeys: [] }),
  );
const textCondition = fc.oneof(conditionOf(text), fc.record({ prefix: text }));
const numberCondition = conditionOf(number);

const where = fc.record(
  {
    text: textCondition,
    number: numberCondition,
    tags: textCondition,
    marks: numberCondition,
    flag: fc.boolean(),
    'inner.code': textCondition,
    free: textCondition,
    amount: numberCondition,
    labels: textCondition,
    isOpen: fc.boolean(),
  },
  { requiredKeys: [] },
);
const by = fc.constantFrom('text', 'number', 'tags', 'flag', 'inner.code', 'free', 'amount', 'isOpen', 'absent');

/** Mostly with few conditions: with many nothing is found. */
export const queries: fc.Arbitrary<Query> = fc.record(
  {
    where: where.map((conditions) => Object.fromEntries(Object.entries(conditions).slice(0, 2))),
    search: fc.array(text, { maxLength: 2 }).map((tokens) => tokens.filter((token) => token !== '')),
    order: fc.record({ by, direction: fc.constantFrom('ascending' as const, 'descending' as const) }),
    limit: fc.integer({ min: 1, max: 5 }),
  },
  { requiredKeys: ['limit'] },
);

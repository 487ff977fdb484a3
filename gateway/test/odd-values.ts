import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';

/** Values that are right, for what a field's name asks of them; and files that were uploaded. */
export type Sane = Readonly<Record<string, unknown>>;

const texts: readonly string[] = [
  ...['', ' ', 'x', '不存在', '330326', '000000000000', '330326101201', '330326101201-vc', '330326101-vc', 'agency'],
  ...['office-x', 'notice-x', 'notice-', 'disclosure-x', 'disclosure-330326101201-vc-2026Q9', 'objection-x', 'matter-'],
  ...['x'.repeat(6_000), '\u0000\u0007', 'a\u202eb\u2066', '\ud800', '__proto__', 'constructor', "'; DROP TABLE x; --"],
  ...['../../etc/passwd', '{"a":', '[1', 'null', '-1', '9'.repeat(30), '2026Q1', '2026-13', 'AAAA', '—\n', '%00%ff'],
];

const oddScalars: Readonly<Record<string, readonly unknown[]>> = {
  ID: texts,
  String: texts,
  Boolean: [true, false],
  Int: [0, -1, 2, 100, 101, 2_147_483_647, -2_147_483_648],
  Fen: [0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
  Date: ['0000-01-01', '0001-01-01', '1969-12-31', '9999-12-31'],
  DateTime: [
    '0000-01-01T00:00:00Z',
    '0000-01-01T00:00:00+14:00',
    '9999-12-31T23:59:59.999999999-14:00',
    '2026-01-01T00:00:00Z',
  ],
  CommandId: ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  Position: ['0', '9'.repeat(20)],
  DivisionCode: ['000000000000', '999999999999', '330000000000', '330300000000', '330326000000', '330326101299'],
  FileHash: ['0'.repeat(64), 'f'.repeat(64)],
};

/** Well-typed and yet nothing that anybody meant. `files`: hashes of files that are there, of any content. */
export const oddValues = (type: GraphQLInputType, files: readonly string[]): readonly unknown[] => {
  if (isNonNullType(type)) return oddValues(type.ofType, files);
  if (isListType(type)) {
    const members = oddValues(type.ofType, files);
    return [
      [],
      ...members.map((one) => [one]),
      [members[0], members[0]],
      Array.from({ length: 300 }, () => members[0]),
      null,
    ];
  }
  if (isEnumType(type)) return type.getValues().map(({ name }) => name);
  if (isInputObjectType(type)) return [null];
  const found = [...(oddScalars[type.name] ?? []), ...(type.name === 'FileHash' ? files : [])];
  if (found.length === 0) throw new Error(`say in oddScalars which values of ${type.name} are odd`);
  return [...found, null];
};

/** A value that is right as far as its type and name tell. */
export const saneValue = (type: GraphQLInputType, name: string, sane: Sane): unknown => {
  if (isNonNullType(type)) return saneValue(type.ofType, name, sane);
  if (isListType(type)) return [saneValue(type.ofType, name.replace(/s$/, ''), sane)];
  if (isInputObjectType(type)) return saneObject(Object.values(type.getFields()), sane);
  if (isEnumType(type)) return type.getValues()[0]?.name;
  return Object.hasOwn(sane, name) ? sane[name] : sane[type.name];
};

/** Of input fields or arguments; what need not be given is given too. */
export const saneObject = (
  fields: readonly (GraphQLInputField | GraphQLArgument)[],
  sane: Sane,
): Record<string, unknown> => Object.fromEntries(fields.map(({ name, type }) => [name, saneValue(type, name, sane)]));

export interface Leaf {
  readonly path: readonly (string | number)[];
  readonly type: GraphQLInputType;
}

/** Every place of an input where a value stands, lists and objects themselves included. */
export const leavesOf = (fields: readonly (GraphQLInputField | GraphQLArgument)[], above: Leaf['path'] = []): Leaf[] =>
  fields.flatMap(({ name, type }) => {
    const path = [...above, name];
    const named = getNamedType(type);
    const bare = isNonNullType(type) ? type.ofType : type;
    const inside = isInputObjectType(named)
      ? leavesOf(Object.values(named.getFields()), isListType(bare) ? [...path, 0] : path)
      : [];
    // An object that must be there is odd by what it holds.
    return isInputObjectType(bare) && isNonNullType(type) ? inside : [{ path, type }, ...inside];
  });

/** `value` with `odd` at `path`. */
export const withOdd = (value: unknown, [key, ...rest]: Leaf['path'], odd: unknown): unknown => {
  if (key === undefined) return odd;
  if (Array.isArray(value)) return value.map((one, at) => (at === key ? withOdd(one, rest, odd) : one));
  const object = Object(value) as Record<string, unknown>;
  return { ...object, [key]: withOdd(object[key], rest, odd) };
};

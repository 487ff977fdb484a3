import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

interface ScalarOptions {
  readonly name: string;
  /** Says what is allowed: goes into the error. */
  readonly form: string;
  readonly zh: string;
  readonly accepts: (value: unknown) => boolean;
}

const literal = (node: ValueNode): unknown => {
  if (node.kind === Kind.STRING) return node.value;
  if (node.kind === Kind.INT) return Number(node.value);
  return undefined;
};

/** Checked where it comes in; what goes out was made by a service, and is passed on as it is. */
const checkedScalar = ({ name, form, accepts }: ScalarOptions): GraphQLScalarType => {
  const parse = (value: unknown): unknown => {
    if (accepts(value)) return value;
    throw new GraphQLError(`${name} must be ${form}, not ${(JSON.stringify(value) ?? 'nothing').slice(0, 80)}`);
  };
  return new GraphQLScalarType({ name, parseValue: parse, parseLiteral: (node) => parse(literal(node)) });
};

const text =
  (pattern: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && pattern.test(value);

const isCalendarDate = (value: unknown): boolean => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
};

const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const options: readonly ScalarOptions[] = [
  { name: 'Fen', form: 'a whole number of fen', zh: '以分为单位的整数', accepts: Number.isSafeInteger },
  { name: 'Date', form: 'a day as YYYY-MM-DD', zh: 'YYYY-MM-DD 格式的日期', accepts: isCalendarDate },
  {
    name: 'DateTime',
    form: 'an instant as in RFC 3339, like 2026-03-31T16:00:00Z',
    zh: 'RFC 3339 格式的时刻，如 2026-03-31T16:00:00Z',
    accepts: (value) => text(dateTime)(value) && !Number.isNaN(Date.parse(String(value))),
  },
  { name: 'CommandId', form: 'a lower-case UUID', zh: '小写的 UUID', accepts: text(uuid) },
  {
    name: 'Position',
    form: 'a position that a mutation answered',
    zh: '某次提交所返回的位置',
    accepts: text(/^\d{1,20}$/),
  },
  { name: 'DivisionCode', form: '12 digits', zh: '12 位数字', accepts: text(/^\d{12}$/) },
  { name: 'FileHash', form: '64 lower-case hex digits', zh: '64 位小写十六进制数字', accepts: text(/^[0-9a-f]{64}$/) },
];

export const scalars: readonly GraphQLScalarType[] = options.map(checkedScalar);

/** What is allowed of a scalar, in Chinese; undefined for a type that is none of these. */
export const scalarFormZh = (name: string): string | undefined => options.find((one) => one.name === name)?.zh;

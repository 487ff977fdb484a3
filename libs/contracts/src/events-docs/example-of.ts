import type { JsonSchema } from './event-schemas.ts';

type Sub = JsonSchema | boolean;

/** By the name of a field, where the schema leaves open what it should be. */
const byName: Readonly<Record<string, string>> = {
  division: '330302001201',
  parent: '330302001000',
  body: 'body-330302001201-committee',
  reason: '按实际情况更正',
  period: '2026Q1',
  currency: 'CNY',
};
const byPattern: readonly (readonly [RegExp, string])[] = [
  [/\\d\{12\}/, '330302001201'],
  [/0-9a-f\]\{64\}/, '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  [/A-Za-z0-9_-\]\{43\}/, 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg'],
  [/matter-/, '2026Q1'],
  [/-\[1-9\]/, '2026-3'],
];
const byFormat: Readonly<Record<string, string>> = {
  date: '2026-03-31',
  'date-time': '2026-04-10T01:30:00.000Z',
  uuid: '6f1f6f0a-3f55-4b0a-9d0e-2b9a4d7c1e10',
  uri: 'https://integrator.example/cunjian',
};

const stringOf = ({ pattern, format, minLength = 0, maxLength = Infinity }: JsonSchema, name: string): string => {
  const known =
    (format === undefined ? undefined : byFormat[format]) ??
    byPattern.find(([mark]) => pattern !== undefined && mark.test(pattern))?.[1] ??
    byName[name];
  const text = known ?? `${name}-1`;
  return text.padEnd(minLength, '0').slice(0, maxLength);
};

const objectOf = ({ properties = {} }: JsonSchema): object =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, exampleOf(schema, name)]));

const arrayOf = ({ items, prefixItems }: JsonSchema, name: string): readonly unknown[] => {
  if (prefixItems !== undefined) return prefixItems.map((item) => exampleOf(item, name));
  return items === undefined
    ? []
    : [items]
        .flat()
        .slice(0, 1)
        .map((item) => exampleOf(item, name));
};

/** A value that the schema allows: every field that there may be, the first of what there is to choose from. */
export const exampleOf = (schema: Sub, name = 'value'): unknown => {
  if (typeof schema === 'boolean') return {};
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice?.[0] !== undefined) return exampleOf(choice[0], name);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum?.[0] !== undefined) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return objectOf(schema);
    case 'array':
      return arrayOf(schema, name);
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'boolean':
      return true;
    case 'string':
      return stringOf(schema, name);
    default:
      return {};
  }
};

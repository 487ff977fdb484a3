import { describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery, Kind, parse, validate, type OperationDefinitionNode } from 'graphql';
import { resolvers } from '../resolvers.ts';
import { exceededLimit, maxPageSize } from './limits.ts';
import { buildSchema } from './schema.ts';

const schema = buildSchema(resolvers);

const limitOf = (query: string, variables: Record<string, unknown> = {}) => {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined) throw new Error('no operation');
  return exceededLimit({ schema, document, operation, variables });
};
const codeOf = (query: string, variables?: Record<string, unknown>) => limitOf(query, variables)?.code;

const division = 'division(code: "330302006044")';
const body = 'body(id: "b")';
const nested = (depth: number): string => (depth === 0 ? 'id' : `agency { ${nested(depth - 1)} }`);
const page = (size: string, inner: string): string => `children(first: ${size}) { edges { node { ${inner} } } }`;

describe('limits', () => {
  it('let a page show a disclosure with all its lines', () => {
    const line = 'id date voucher entry summary account kind receipt payment payee handler witness approver corrects';
    const version = `version totals { opening closing } accounts { account opening closing lines { ${line} } }`;
    expect(limitOf(`{ disclosure(id: "d") { id title current { ${version} } versions { version } } }`)).toBeUndefined();
  });

  it('let tools read the schema', () => {
    expect(limitOf(getIntrospectionQuery())).toBeUndefined();
  });

  it('refuse what is nested too deeply, fragments included', () => {
    expect(limitOf(`{ ${body} { ${nested(14)} } }`)).toBeUndefined();
    expect(limitOf(`{ ${body} { ${nested(15)} } }`)).toEqual({
      code: 'query.too-deep',
      params: { depth: 17, limit: 16 },
    });
    const spread = `{ ${body} { ...A } } fragment A on Body { ${nested(8)} ...B } fragment B on Body { ${nested(15)} }`;
    expect(codeOf(spread)).toBe('query.too-deep');
  });

  it('refuse many aliases', () => {
    const aliased = Array.from({ length: 31 }, (_, at) => `a${at}: code`).join(' ');
    expect(codeOf(`{ ${division} { ${aliased} } }`)).toBe('query.too-many-aliases');
  });

  it('refuse many fields at the root, hidden in fragments or not', () => {
    const roots = Array.from({ length: 11 }, (_, at) => `a${at}: ${division} { code }`).join(' ');
    expect(codeOf(`{ ${roots} }`)).toBe('query.too-many-root-fields');
    expect(codeOf(`{ ... on Query { ${roots} } }`)).toBe('query.too-many-root-fields');
  });

  it('refuse a document that multiplies itself, without taking its time', () => {
    const depth = 30;
    const bomb = Array.from(
      { length: depth },
      (_, at) => `fragment F${at} on Division { ...F${at + 1} ...F${at + 1} }`,
    );
    const query = `{ ${division} { ...F0 } } ${bomb.join(' ')} fragment F${depth} on Division { code }`;
    expect(codeOf(query)).toBe('query.too-many-fields');
  });

  it('weigh page sizes, also those that come as variables or are their defaults', () => {
    const inner = page('$n', page('$n', page('$n', 'code name')));
    const query = (type: string) => `query ($n: ${type}) { ${division} { ${inner} } }`;
    expect(codeOf(query('Int!'), { n: 5 })).toBeUndefined();
    expect(codeOf(query('Int!'), { n: 100 })).toBe('query.too-costly');
    expect(codeOf(query('Int! = 100'))).toBe('query.too-costly');
    // Without a value coercion will refuse it; until then it counts as the worst.
    expect(codeOf(query('Int!'))).toBe('query.too-costly');
  });

  it.each([0, -1, maxPageSize + 1, 1.5, 1e9])('refuse a page of %p', (first) => {
    expect(limitOf(`query ($n: Int!) { ${division} { ${page('$n', 'code')} } }`, { n: first })).toEqual({
      code: 'query.bad-page-size',
      params: { argument: 'first', value: first, limit: maxPageSize },
    });
  });

  it('count lists without a page size', () => {
    const lists = `{ ${division} { bodies { offices { body { offices { body { offices { body { offices { kind } } } } } } } } } }`;
    expect(codeOf(lists)).toBe('query.too-costly');
  });
});

describe('the schema', () => {
  it('asks for a page size wherever a connection is, and nowhere for an unbounded one', () => {
    const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
      'getFields' in type ? Object.values(type.getFields()).map((field) => ({ type: type.name, field })) : [],
    );
    const connections = fields.filter(({ field }) => /Connection!?$/.test(String(field.type)));
    expect(connections.length).toBeGreaterThan(10);
    for (const { type, field } of connections) {
      const first =
        'args' in field ? field.args.find((argument: { name: string }) => argument.name === 'first') : undefined;
      expect(`${type}.${field.name}(first: ${String(first?.type)})`).toBe(`${type}.${field.name}(first: Int!)`);
    }
  });

  it('has a command id in every mutation that writes', () => {
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
    const withoutId = mutations.filter(({ args: [input] }) => {
      const type = schema.getType(String(input?.type).replace('!', ''));
      return !(type !== undefined && 'getFields' in type && type.getFields()['commandId'] !== undefined);
    });
    expect(withoutId.map(({ name }) => name)).toEqual([]);
  });
});

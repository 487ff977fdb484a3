import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import * as disclosure from '../src/villager/disclosure/queries.ts';
import * as objections from '../src/villager/objections/queries.ts';
import * as evidence from '../src/verify/evidence-queries.ts';
import * as village from '../src/villager/queries.ts';
import { viewerQuery } from '../src/viewer-query.ts';

const schemaFiles = globSync(`${import.meta.dirname}/../../gateway/schema/*.graphql`);
const schema = buildSchema(schemaFiles.map((file) => readFileSync(file, 'utf8')).join('\n'));
const documents = Object.entries({
  viewerQuery,
  ...evidence,
  ...village,
  ...disclosure,
  ...objections,
}).flatMap(([name, value]) =>
  typeof value === 'string' && /^(query|mutation) /.test(value) ? [[name, value] as const] : [],
);

describe('what the villagers’ pages ask', () => {
  it('is a dozen documents', () => expect(documents.length).toBeGreaterThan(11));
  it.each(documents)('%s is answered by the gateway’s schema', (_, document) => {
    expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildASTSchema, parse, validate } from 'graphql';

const folder = import.meta.dirname;
const schemaFolder = join(folder, '../../../gateway/schema');
const schema = buildASTSchema(
  parse(
    readdirSync(schemaFolder)
      .map((file) => readFileSync(join(schemaFolder, file), 'utf8'))
      .join('\n'),
  ),
);

const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? /^(query|mutation) /.test(value)
      ? [value]
      : []
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

const modules = [
  './audit/audit-queries.ts',
  './disclosure/disclosure-queries.ts',
  './files/erase-file-mutation.ts',
  './import/import-queries.ts',
  './notice/notice-queries.ts',
  './objection/objection-queries.ts',
  './oversight/statistics-queries.ts',
  './registry/people-queries.ts',
  './registry/registry-queries.ts',
  '../api/personal-data.ts',
];

describe('what the pages for officials ask', () => {
  it.each(modules)('%s agrees with the schema', async (path) => {
    const queries = textsIn({ ...((await import(path)) as object) });
    expect(queries.length).toBeGreaterThan(0);
    for (const query of queries)
      expect(validate(schema, parse(query)).map(({ message }) => `${query.slice(0, 60)}: ${message}`)).toEqual([]);
  });
});

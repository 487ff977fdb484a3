import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import * as topics from '../src/consultation/topics/queries.ts';
import * as suggestions from '../src/suggestions/queries.ts';
import * as figures from '../src/consultation/figures/queries.ts';
import * as ballots from '../src/consultation/ballots/queries.ts';
import * as meetings from '../src/consultation/meetings/queries.ts';
import * as proceedings from '../src/consultation/proceedings/queries.ts';
import * as resolutions from '../src/consultation/resolutions/queries.ts';
import * as disclosure from '../src/villager/disclosure/queries.ts';
import * as objections from '../src/villager/objections/queries.ts';
import * as evidence from '../src/verify/evidence-queries.ts';
import * as village from '../src/villager/queries.ts';
import * as integrators from '../src/integrators/queries.ts';
import { viewerQuery } from '../src/viewer-query.ts';

const schemaFiles = globSync(`${import.meta.dirname}/../../gateway/schema/*.graphql`);
const schema = buildSchema(schemaFiles.map((file) => readFileSync(file, 'utf8')).join('\n'));
const documentsOf = (exported: object): (readonly [string, string])[] =>
  Object.entries(exported).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'object' && value !== null) return documentsOf(value);
    return typeof value === 'string' && /^(query|mutation) /.test(value) ? [[name, value] as const] : [];
  });
const documents = documentsOf({
  viewerQuery,
  evidence,
  village,
  disclosure,
  objections,
  topics,
  suggestions,
  figures,
  ballots,
  meetings,
  proceedings,
  resolutions,
  integrators,
});

describe('what the villagers’ pages ask', () => {
  it('is a dozen documents', () => expect(documents.length).toBeGreaterThan(11));
  it.each(documents)('%s is answered by the gateway’s schema', (_, document) => {
    expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([]);
  });
});

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import specs from '@asyncapi/specs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { encodeEnvelope } from '../catalogue.ts';
import { catalogue } from '../all.ts';
import type { Envelope } from '../envelope.ts';
import { withheldType } from '../integration-messages.ts';
import { documentedEvents } from './event-schemas.ts';
import { breaks, eventsDocs, eventsFolder, generated } from './events-docs.ts';

const docs = await eventsDocs();
const json = (path: string): AnySchemaObject => JSON.parse(docs.get(path) ?? 'null') as AnySchemaObject;

describe('docs/events', () => {
  it('is as the contracts say (node libs/contracts/src/events-docs/events-docs.ts writes it)', () => {
    const there = globSync(generated, { cwd: eventsFolder });
    expect(there.sort()).toEqual([...docs.keys()].sort());
    for (const path of there)
      expect([path, readFileSync(join(eventsFolder, path), 'utf8')]).toEqual([path, docs.get(path)]);
  });

  it('has changed only compatibly since the last release', () => {
    expect(breaks(docs)).toEqual([]);
  });

  it('would tell of a schema that is gone, and of a field that is', () => {
    const path = 'schemas/cunjian.publication.notice-published.v1.json';
    const without = new Map([...docs].filter(([other]) => other !== path));
    expect(breaks(without)).toEqual([`${path} is gone`]);
    const changed = structuredClone(json(path));
    delete changed.properties.data.properties.title;
    expect(breaks(new Map([...docs, [path, JSON.stringify(changed)]]))).toContain(`${path}/data/title is gone`);
  });
});

describe('schemas and examples', () => {
  const ajv = new Ajv2020({ allErrors: true, keywords: ['erasable'] });
  addFormats.default(ajv);
  beforeAll(() => {
    for (const path of docs.keys()) if (path.startsWith('schemas/')) ajv.addSchema(json(path));
  });

  it.each([...documentedEvents.map(({ type }) => type), withheldType])('%s has a valid example', (type) => {
    const validate = ajv.getSchema(`${type}.json`);
    expect([validate?.(json(`examples/${type}.json`)), validate?.errors]).toEqual([true, null]);
  });

  it('refuse an event of another type, and one without what it must have', () => {
    const validate = ajv.getSchema('cunjian.publication.notice-published.v1.json');
    const { data, ...rest } = json('examples/cunjian.publication.notice-published.v1.json') as unknown as Envelope;
    expect(validate?.({ ...rest, data, type: 'cunjian.publication.notice-drafted.v1' })).toBe(false);
    expect(validate?.(rest)).toBe(false);
    expect(validate?.({ ...rest, data: { ...(data as object), title: undefined, text: 3 } })).toBe(false);
    expect(validate?.({ ...rest, data: { ...(data as object), added: 'by a later release' } })).toBe(true);
  });

  it.each(documentedEvents.map(({ name, type }) => [name, type] as const))(
    'the example of %s keeps its contract, and is decoded as any stored event',
    (name, type) => {
      const example = json(`examples/${type}.json`) as unknown as Envelope;
      expect(() => catalogue.check(name, example.data)).not.toThrow();
      expect(catalogue.decode({ bytes: encodeEnvelope(example), position: 1n, revision: 0 }).name).toBe(name);
    },
  );
});

describe('asyncapi.json', () => {
  it('is valid AsyncAPI 3.0', () => {
    const ajv = new Ajv({ strict: false, allErrors: true, meta: false, validateSchema: false });
    addFormats.default(ajv);
    const validate = ajv.compile(specs.schemas['3.0.0'] as AnySchemaObject);
    validate(json('asyncapi.json'));
    expect(validate.errors).toBeNull();
  });

  it('names files that are there, and every event in the channel of its service', () => {
    const text = docs.get('asyncapi.json') ?? '';
    for (const [, path = ''] of text.matchAll(/"\.\/(schemas\/[^"]+)"/g)) expect(docs.has(path)).toBe(true);
    const { channels } = json('asyncapi.json') as unknown as Record<string, Record<string, { messages: object }>>;
    for (const { service, type } of documentedEvents) expect(channels?.[service]?.messages).toHaveProperty([type]);
  });
});

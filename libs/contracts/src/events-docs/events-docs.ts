/** Writes docs/events from the contracts: `node libs/contracts/src/events-docs/events-docs.ts`. A test says when it is due. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { withheldType } from '../integration-messages.ts';
import { asyncApi } from './asyncapi.ts';
import { incompatibilities } from './compatibility.ts';
import { documentedEvents, eventSchemas, type JsonSchema } from './event-schemas.ts';
import { exampleOf } from './example-of.ts';

export const eventsFolder = resolve(import.meta.dirname, '../../../../docs/events');
/** What of the folder is generated; the rest is written by hand. */
export const generated = ['asyncapi.json', 'schemas/*.json', 'examples/*.json'];

/** The same for ever, so that an example changes when its event does. */
const idOf = (type: string): string => {
  const hex = createHash('sha256').update(type).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const exampleEvent = (type: string, service: string, data: unknown): object => ({
  ...{ specversion: '1.0', id: idOf(type), source: service, type, subject: `${service}-example`, sequence: '0' },
  ...{ time: '2026-04-10T01:30:00.000Z', datacontenttype: 'application/json', partitionkey: '330302001201' },
  ...{ audience: 'public', actor: 'person-example', correlationid: idOf(`${type} 1`), causationid: idOf(`${type} 2`) },
  data,
});

const examples = (schemas: ReadonlyMap<string, JsonSchema>): readonly (readonly [string, unknown])[] => [
  ...documentedEvents.map(({ type, service }) => {
    const data = schemas.get(`${type}.json`)?.properties?.['data'] ?? {};
    return [`examples/${type}.json`, exampleEvent(type, service, exampleOf(data))] as const;
  }),
  [`examples/${withheldType}.json`, exampleOf(schemas.get(`${withheldType}.json`) ?? {})] as const,
];

/** Texts of the generated files by their paths in docs/events. */
export const eventsDocs = async (): Promise<ReadonlyMap<string, string>> => {
  const options = await resolveConfig(join(eventsFolder, 'asyncapi.json'));
  const schemas = eventSchemas();
  const files: (readonly [string, unknown])[] = [
    ['asyncapi.json', asyncApi()],
    ...[...schemas].map(([name, schema]) => [`schemas/${name}`, schema] as const),
    ...examples(schemas),
  ];
  const texts = files.map(
    async ([path, value]) =>
      [path, await format(JSON.stringify(value, null, 2), { ...options, parser: 'json' })] as const,
  );
  return new Map(await Promise.all(texts));
};

/** What changed otherwise than it may within a version, between a text of before and that of now. */
export const breaks = (path: string, before: string, now: string): readonly string[] =>
  path.startsWith('schemas/') ? incompatibilities(JSON.parse(before), JSON.parse(now), path) : [];

const write = async (): Promise<void> => {
  const docs = await eventsDocs();
  const broken = [...docs].flatMap(([path, text]) => {
    const file = join(eventsFolder, path);
    return existsSync(file) ? breaks(path, readFileSync(file, 'utf8'), text) : [];
  });
  if (broken.length > 0) {
    console.error(
      `A version may gain optional fields only; raise it and add an upcaster instead:\n${broken.join('\n')}`,
    );
    process.exit(1);
  }
  for (const path of globSync(generated, { cwd: eventsFolder })) if (!docs.has(path)) rmSync(join(eventsFolder, path));
  for (const [path, text] of docs) {
    mkdirSync(dirname(join(eventsFolder, path)), { recursive: true });
    writeFileSync(join(eventsFolder, path), text);
  }
};

if (import.meta.main) await write();

/**
 * Writes docs/events from the contracts: `node libs/contracts/src/events-docs/events-docs.ts`. A test says when it is due.
 * With `--release` it then keeps the schemas as those that are out: what comes later is held against them.
 */
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

const releasedFile = join(import.meta.dirname, 'released.json');

/** What changed otherwise than it may within a version since the last release, and which schemas are gone. */
export const breaks = (docs: ReadonlyMap<string, string>): readonly string[] => {
  const released = JSON.parse(readFileSync(releasedFile, 'utf8')) as Record<
    string,
    Parameters<typeof incompatibilities>[0]
  >;
  return Object.entries(released).flatMap(([path, before]) => {
    const now = docs.get(path);
    return now === undefined ? [`${path} is gone`] : incompatibilities(before, JSON.parse(now), path);
  });
};

/** A schema a line, so that a change shows which. */
const keepAsReleased = (docs: ReadonlyMap<string, string>): void => {
  const lines = [...docs]
    .filter(([path]) => path.startsWith('schemas/'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => `${JSON.stringify(path)}:${JSON.stringify(JSON.parse(text))}`);
  writeFileSync(releasedFile, `{\n${lines.join(',\n')}\n}\n`);
};

const write = async (): Promise<void> => {
  const docs = await eventsDocs();
  const broken = breaks(docs);
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
  if (process.argv.includes('--release')) keepAsReleased(docs);
};

if (import.meta.main) await write();

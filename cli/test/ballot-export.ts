import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { catalogue, encodeEnvelope, type Envelope } from '@cunjian/contracts';
import type { OpenedEvent } from '@cunjian/ballots/recount';
import {
  appendLeaves,
  bundlePath,
  createSigner,
  emptyTree,
  encodeBase64,
  encodeBundle,
  entryOf,
  formatCheckpointText,
  formatVkey,
  signCheckpoint,
  tilePath,
  tilesOf,
  type Signer,
} from '@cunjian/tlog';
import { createNodeHasher } from '@cunjian/tlog/node';
import { formatOpening, openingsFile, type ExportManifest } from '../src/audit/export-layout.ts';

const hasher = createNodeHasher();
const division = '330304001201';
const secret = new Uint8Array(32).fill(5);
const log = createSigner({ name: `village.example/division/${division}`, secret });
const heads = createSigner({ name: 'village.example/heads', secret });

const uuidOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
};

const envelopeOf = ({ subject, revision, time, name, data }: OpenedEvent, index: number): Envelope => ({
  specversion: '1.0',
  id: uuidOf(`event ${index}`),
  source: catalogue.source(name),
  type: catalogue.wireType(name),
  subject,
  sequence: `${revision}`,
  time,
  datacontenttype: 'application/json',
  partitionkey: division,
  audience: 'residents',
  actor: 'operator',
  correlationid: 'test',
  causationid: uuidOf(`command ${index}`),
  data,
});

const writeTree = async (dir: string, entries: readonly Uint8Array[], signer: Signer): Promise<Uint8Array> => {
  const put = async (path: string, bytes: Uint8Array | string): Promise<void> => {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), bytes);
  };
  const { tiles, root } = appendLeaves(emptyTree, entries.map(hasher.leaf), hasher);
  for (const tile of tiles) await put(tilePath(tile), tile.bytes);
  for (const { level, index, width } of tilesOf(entries.length))
    if (level === 0) await put(bundlePath(index, width), encodeBundle(entries.slice(index * 256, index * 256 + width)));
  await put('checkpoint', signCheckpoint({ origin: signer.name, size: entries.length, root }, signer));
  return root;
};

/** An export as a deployment would give it that sealed these events, whatever they say: all hashes and signatures are right. */
export const writeBallotExport = async (dir: string, events: readonly OpenedEvent[]): Promise<void> => {
  const sealed = events.map((event, index) => {
    const bytes = new Uint8Array(encodeEnvelope(envelopeOf(event, index)));
    const salt = new Uint8Array(createHash('sha256').update(`salt ${index}`).digest());
    return { index, bytes, salt, entry: entryOf({ id: uuidOf(`event ${index}`), salt, bytes }, hasher) };
  });
  const root = await writeTree(
    dir,
    sealed.map(({ entry }) => entry),
    log,
  );
  const shown = formatCheckpointText({ origin: log.name, size: events.length, root });
  await writeTree(join(dir, 'heads'), [new TextEncoder().encode(shown)], heads);
  await mkdir(join(dir, 'openings'));
  const lines = sealed.map(({ index, bytes, salt }) =>
    formatOpening({ index, salt: encodeBase64(salt), event: new TextDecoder().decode(bytes) }),
  );
  for (let bundle = 0; bundle * 256 < lines.length; bundle++)
    await writeFile(join(dir, openingsFile(bundle)), lines.slice(bundle * 256, (bundle + 1) * 256).join(''));
  const size = events.length;
  const manifest: ExportManifest = {
    ...{ format: 'cunjian-export/1', division, origin: log.name, size, openings: size, withheld: 0 },
  };
  await writeFile(join(dir, 'export.json'), JSON.stringify(manifest));
  await writeFile(join(dir, 'rotations.json'), '[]');
  await writeFile(join(dir, 'vkeys'), `${formatVkey(log)}\n${formatVkey(heads)}\n`);
};

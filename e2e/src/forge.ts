import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  formatOpening,
  openingsFile,
  parseOpenings,
  readExportFile,
  readText,
  writeExportFile,
  type OpeningLine,
} from '@cunjian/cli/src/audit/export-layout.ts';
import {
  appendLeaves,
  bundlePath,
  createCosigner,
  createSigner,
  decodeBase64,
  decodeBundle,
  emptyTree,
  encodeBase64,
  encodeBundle,
  entryOf,
  formatCheckpointText,
  parseCheckpoint,
  signNote,
  tilePath,
  tilesOf,
} from '@cunjian/tlog';
import { createNodeHasher } from '@cunjian/tlog/node';

const hasher = createNodeHasher();
const bundleEntries = 256;

/** What an operator can do who has the log's key: any history he likes, perfectly signed. */
export interface Operator {
  /** The seed in `secrets/log.key`. */
  readonly secret: Uint8Array;
}
export const operatorOf = async (auditDir: string): Promise<Operator> => ({
  secret: new Uint8Array(await readFile(join(auditDir, 'secrets', 'log.key'))),
});

/** A witness who saw the tree at that time. */
export interface Cosigning {
  readonly name: string;
  readonly secret: Uint8Array;
  /** Seconds since the epoch. */
  readonly at: number;
}

export const openingsOf = (dir: string): OpeningLine[] => {
  const { size } = parseCheckpoint(readText(dir, 'checkpoint') ?? '');
  return Array.from({ length: Math.ceil(size / bundleEntries) }, (_, n) =>
    parseOpenings(readText(dir, openingsFile(n)) ?? ''),
  ).flat();
};

/** The tree of these entries in `dir`, signed by the operator under the origin that the log has there. */
export const writeTree = async (
  dir: string,
  prefix: string,
  entries: readonly Uint8Array[],
  { secret }: Operator,
  cosigning?: Cosigning,
): Promise<void> => {
  const { origin } = parseCheckpoint(readText(dir, `${prefix}checkpoint`) ?? '');
  await rm(join(dir, `${prefix}tile`), { recursive: true, force: true });
  const { tiles, root } = appendLeaves(emptyTree, entries.map(hasher.leaf), hasher);
  for (const tile of tiles) await writeExportFile(dir, prefix + tilePath(tile), tile.bytes);
  for (const { level, index, width } of tilesOf(entries.length))
    if (level === 0) {
      const part = entries.slice(index * bundleEntries, index * bundleEntries + width);
      await writeExportFile(dir, prefix + bundlePath(index, width), encodeBundle(part));
    }
  const text = formatCheckpointText({ origin, size: entries.length, root });
  const witnesses = cosigning === undefined ? [] : [createCosigner(cosigning, () => cosigning.at)];
  await writeExportFile(
    dir,
    `${prefix}checkpoint`,
    signNote(text, [createSigner({ name: origin, secret }), ...witnesses]),
  );
};

const entryMadeOf = ({ event, salt }: Omit<OpeningLine, 'index'>): Uint8Array => {
  const { id } = JSON.parse(event) as { id: string };
  return new Uint8Array(entryOf({ id, salt: decodeBase64(salt), bytes: Buffer.from(event) }, hasher));
};

/** Makes the export in `dir` one of another history, with openings that fit it. Nothing in it disagrees. */
export const forgeHistory = async (
  dir: string,
  operator: Operator,
  change: (history: OpeningLine[]) => readonly Omit<OpeningLine, 'index'>[],
  cosigning?: Cosigning,
): Promise<void> => {
  const opened = openingsOf(dir);
  const given = new Set(opened.map(({ index }) => index));
  const withheld = [...entriesOf(dir, '').entries()].filter(([index]) => !given.has(index));
  const history: (Omit<OpeningLine, 'index'> | Uint8Array)[] = [...change(opened)];
  // What nobody was given to open stays where it was.
  for (const [index, entry] of withheld) history.splice(index, 0, entry);
  const entries = history.map((one) => (one instanceof Uint8Array ? one : entryMadeOf(one)));
  const openings = history.flatMap((one, index) => (one instanceof Uint8Array ? [] : [{ ...one, index }]));
  await rm(join(dir, 'openings'), { recursive: true });
  for (let n = 0; n * bundleEntries < entries.length; n++) {
    const part = openings.filter(({ index }) => Math.floor(index / bundleEntries) === n);
    await writeExportFile(dir, openingsFile(n), part.map(formatOpening).join(''));
  }
  const manifest = JSON.parse(readText(dir, 'export.json') ?? '{}') as object;
  await writeExportFile(dir, 'export.json', JSON.stringify({ ...manifest, openings: openings.length }));
  await writeTree(dir, '', entries, operator, cosigning);
};

/** Entries of the log below `prefix`. */
export const entriesOf = (dir: string, prefix: string): Uint8Array[] => {
  const { size } = parseCheckpoint(readText(dir, `${prefix}checkpoint`) ?? '');
  return [...tilesOf(size)]
    .filter(({ level }) => level === 0)
    .flatMap(({ index, width }) => decodeBundle(readBytes(dir, prefix + bundlePath(index, width)), width));
};

const readBytes = (dir: string, path: string): Uint8Array => {
  const bytes = readExportFile(dir, path);
  if (bytes === undefined) throw new Error(`${path} is missing`);
  return bytes;
};

/** Base64 of every leaf that the tree in `dir` has. */
export const leafHashesOf = (dir: string): ReadonlySet<string> =>
  new Set(entriesOf(dir, '').map((entry) => encodeBase64(hasher.leaf(entry))));

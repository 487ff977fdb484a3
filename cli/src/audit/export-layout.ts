import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * An export is a tlog-tiles tree as C2SP has it (`checkpoint`, `tile/…`), with beside it what only we know of:
 * `openings/<n>.txt` (a line per entry of bundle n that the reader may open), `heads/` (the heads log, a tree too),
 * `rules.json`, `rotations.json` (statements of key rotations), `vkeys`, `policy` (C2SP
 * tlog-policy: the witnesses that the operator names), `export.json`. Where a restore made the log
 * begin anew, the tree is that of the last epoch; those before lie in `epoch-1/`, …, and so with `heads/`.
 */
export interface ExportManifest {
  readonly format: 'cunjian-export/1';
  readonly division: string;
  /** Of the last epoch. */
  readonly origin: string;
  /** Entries of all epochs together. */
  readonly size: number;
  readonly openings: number;
  /** Entries that this reader may not open. */
  readonly withheld: number;
}

export interface OpeningLine {
  readonly index: number;
  /** The event's canonical JSON, verbatim. */
  readonly event: string;
  /** Base64. */
  readonly salt: string;
}

export const epochFolder = (epoch: number, last: number): string => (epoch === last ? '' : `epoch-${epoch}/`);

/** Folders of a log's epochs in their order; the last is the one it lies in itself. */
export const epochFolders = (folder: string): readonly string[] => {
  const earlier: string[] = [];
  while (existsSync(join(folder, `epoch-${earlier.length + 1}`, 'checkpoint')))
    earlier.push(`epoch-${earlier.length + 1}/`);
  return [...earlier, ''];
};

export const openingsFile = (bundle: number): string => `openings/${String(bundle).padStart(3, '0')}.txt`;

/** Index, salt and event with a space between: the event stands as it was stored, so that `sha256sum` can follow. */
export const formatOpening = ({ index, event, salt }: OpeningLine): string => `${index} ${salt} ${event}\n`;

/** Throws a `SyntaxError` that names the line. */
export const parseOpenings = (text: string): OpeningLine[] => {
  const openings: OpeningLine[] = [];
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const afterIndex = text.indexOf(' ', from);
    const afterSalt = text.indexOf(' ', afterIndex + 1);
    const index = Number(text.slice(from, afterIndex));
    if (afterIndex < 0 || afterSalt < 0 || end < afterSalt || !Number.isSafeInteger(index))
      throw new SyntaxError(`line ${openings.length + 1} is no opening: index, salt and event were expected`);
    openings.push({ index, salt: text.slice(afterIndex + 1, afterSalt), event: text.slice(afterSalt + 1, end) });
    from = end + 1;
  }
  return openings;
};

export const writeExportFile = async (folder: string, path: string, bytes: Uint8Array | string): Promise<void> => {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
};

/** Undefined where there is no such file. Synchronous: verifying a tree then takes half the time. */
export const readExportFile = (folder: string, path: string): Uint8Array | undefined => {
  try {
    return readFileSync(join(folder, path));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code))) return undefined;
    throw error;
  }
};

export const readText = (folder: string, path: string): string | undefined => {
  const bytes = readExportFile(folder, path);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
};

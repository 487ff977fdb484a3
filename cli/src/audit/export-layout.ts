import { join } from 'node:path';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * An export is a tlog-tiles tree as C2SP has it (`checkpoint`, `tile/…`), with beside it what only we know of:
 * `openings/<n>.jsonl` (a line per entry of bundle n that the reader may open), `heads/` (the heads log, a tree too),
 * `rules.json`, `rotations.json` (statements of key rotations), `vkeys`, `export.json`.
 */
export interface ExportManifest {
  readonly format: 'cunjian-export/1';
  readonly division: string;
  readonly origin: string;
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

export const openingsFile = (bundle: number): string => `openings/${String(bundle).padStart(3, '0')}.jsonl`;

export const writeExportFile = async (folder: string, path: string, bytes: Uint8Array | string): Promise<void> => {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
};

/** Undefined where there is no such file. */
export const readExportFile = async (folder: string, path: string): Promise<Uint8Array | undefined> => {
  try {
    return new Uint8Array(await readFile(join(folder, path)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR')
      return undefined;
    throw error;
  }
};

export const readText = async (folder: string, path: string): Promise<string | undefined> => {
  const bytes = await readExportFile(folder, path);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
};

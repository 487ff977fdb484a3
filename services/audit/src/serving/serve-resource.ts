import { isTlogError, parseTilePath, widthAt, type TreeHead } from '@cunjian/tlog';
import { parseLogName } from '@cunjian/contracts';
import type { DivisionLogs } from '../sealing/division-logs.ts';
import { encode, refusal } from './refusal.ts';

const served = (bytes: Uint8Array, immutable: boolean) => ({ ok: true as const, bytes: encode(bytes), immutable });
const json = (value: object) => served(Buffer.from(JSON.stringify(value)), false);

/** Tiles and bundles that lie within the head. */
const tileOf = async (logs: DivisionLogs, log: string, path: string, size: number): Promise<Uint8Array | undefined> => {
  const tile = parseTilePath(path);
  const level = tile.kind === 'entries' ? 0 : tile.level;
  if (tile.width > widthAt(level, tile.index, size)) return undefined;
  return tile.kind === 'entries'
    ? logs.bundle(log, tile.index, tile.width)
    : logs.tile(log, level, tile.index, tile.width);
};

/** When everybody is shown the logs next, and what time it is here: a reader's clock may be wrong. RFC 3339. */
export interface HeadsTimes {
  readonly now: string;
  readonly next: string;
}

/** A hint that verifiers check: the log's name in its epoch, and when to come back for what everybody is shown next. */
export const serveCurrent = (logs: DivisionLogs, log: string, times: HeadsTimes) =>
  json({ log: logs.current(parseLogName(log)?.log ?? log), ...times });

/**
 * `checkpoint`, a tile path of C2SP tlog-tiles, or a hint that verifiers check: `heads-entry` (where in the heads log
 * the log's public head stands). `sign` gives the checkpoint of the head.
 */
export const serveResource = async (
  logs: DivisionLogs,
  { log, path, head }: { readonly log: string; readonly path: string; readonly head: TreeHead },
  sign: () => Promise<string>,
) => {
  const unknown = refusal('log.unknown', { log: `${log}/${path}` });
  switch (path) {
    case 'checkpoint':
      return served(Buffer.from(await sign()), false);
    case 'heads-entry': {
      const shown = logs.publicHead(log);
      return shown === undefined ? unknown : json({ entry: shown.entry, size: shown.size });
    }
    default:
      try {
        const bytes = await tileOf(logs, log, path, head.size);
        return bytes === undefined ? unknown : served(bytes, true);
      } catch (error) {
        if (isTlogError(error, 'tile.path')) return unknown;
        throw error;
      }
  }
};

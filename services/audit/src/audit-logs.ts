import type { EventReader } from '@cunjian/event-store';
import { refuse } from '@cunjian/kernel';
import {
  formatTlogProof,
  isTlogError,
  parseTilePath,
  readTree,
  verifierOf,
  widthAt,
  type TreeHead,
} from '@cunjian/tlog';
import { headsLog, isHeadsLog, parseLogName } from './sealing/log-name.ts';
import { issueReceipt } from './receipts/issue-receipt.ts';
import { stateOfReceipt } from './receipts/receipt-state.ts';
import type { DivisionLogs } from './sealing/division-logs.ts';
import { createServerHasher } from './sealing/server-hasher.ts';
import { createHeadsToSign } from './signing/heads-to-sign.ts';
import type { LogSigner } from './signing/log-signer.ts';
import type { Origins } from './signing/origins.ts';
import type { Published } from './signing/published.ts';
import { ForkRefused } from './signing/published.ts';

export interface AuditLogsOptions {
  readonly logs: DivisionLogs;
  readonly reader: Pick<EventReader, 'readEvent' | 'readStream'>;
  readonly signer: LogSigner;
  readonly origins: Origins;
  readonly published: Published;
}

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const refusal = (code: string, params: Record<string, string | number>) => ({
  ok: false as const,
  refusals: refuse(code, params).refused,
});

/** What is served of the logs. `fresh`: the caller is a reader of the division; anyone else sees the last heads. */
export const createAuditLogs = ({ logs, reader, signer, origins, published }: AuditLogsOptions) => {
  const hasher = createServerHasher();
  const headToSign = createHeadsToSign(logs, published);

  const visible = async (log: string, fresh: boolean): Promise<TreeHead | undefined> =>
    fresh || isHeadsLog(log) ? headToSign(log, origins.of(log)) : logs.publicHead(log);

  const guarded = async <T>(read: () => Promise<T>) => {
    try {
      return await read();
    } catch (error) {
      if (error instanceof ForkRefused) return refusal('log.fork', { detail: error.message });
      throw error;
    }
  };

  const treeOf = (log: string, head: TreeHead) =>
    readTree(
      (path) => {
        const tile = parseTilePath(path);
        return tile.kind === 'hashes' ? logs.tile(log, tile.level, tile.index, tile.width) : undefined;
      },
      head,
      hasher,
    );

  const tileOf = async (log: string, path: string, size: number): Promise<Uint8Array | undefined> => {
    const tile = parseTilePath(path);
    const level = tile.kind === 'entries' ? 0 : tile.level;
    if (tile.width > widthAt(level, tile.index, size)) return undefined;
    return tile.kind === 'entries'
      ? logs.bundle(log, tile.index, tile.width)
      : logs.tile(log, level, tile.index, tile.width);
  };

  const json = (value: object) => ({
    ok: true as const,
    bytes: encode(Buffer.from(JSON.stringify(value))),
    immutable: false,
  });
  /** A hint for verifiers, who check it: where in the heads log the log's public head stands. */
  const headsEntry = (log: string) => {
    const shown = logs.publicHead(log);
    if (shown === undefined) return refusal('log.unknown', { log: `${log}/heads-entry` });
    return json({ entry: shown.entry, size: shown.size });
  };

  return {
    logs,
    describe: (log: string, fresh: boolean) =>
      guarded(async () => {
        const head = await visible(log, fresh);
        if (head === undefined) return refusal('log.unknown', { log });
        const shown = logs.publicHead(log);
        return {
          ok: true as const,
          origin: origins.of(log),
          vkey: signer.vkey(origins.of(log)),
          size: head.size,
          root: encode(head.root),
          checkpoint: signer.checkpoint(origins.of(log), head),
          heads: shown === undefined ? null : { size: shown.size, entry: shown.entry },
        };
      }),
    /** `checkpoint`, a tile path of C2SP tlog-tiles, or one of the hints `heads-entry` and `current` (the log's name in its epoch). */
    resource: (log: string, path: string, fresh: boolean) =>
      guarded(async () => {
        const head = await visible(log, fresh);
        if (head === undefined) return refusal('log.unknown', { log });
        if (path === 'checkpoint')
          return {
            ok: true as const,
            bytes: encode(Buffer.from(signer.checkpoint(origins.of(log), head))),
            immutable: false,
          };
        if (path === 'heads-entry') return headsEntry(log);
        if (path === 'current') return json({ log: logs.current(parseLogName(log)?.log ?? log) });
        try {
          const bytes = await tileOf(log, path, head.size);
          return bytes === undefined
            ? refusal('log.unknown', { log: `${log}/${path}` })
            : { ok: true as const, bytes: encode(bytes), immutable: true };
        } catch (error) {
          if (isTlogError(error, 'tile.path')) return refusal('log.unknown', { log: `${log}/${path}` });
          throw error;
        }
      }),
    proof: (log: string, index: number, fresh: boolean) =>
      guarded(async () => {
        const head = await visible(log, fresh);
        if (head === undefined) return refusal('log.unknown', { log });
        if (index >= head.size) return refusal('log.no-entry', { log, index });
        const hashes = await (await treeOf(log, head)).inclusionProof(index);
        return {
          ok: true as const,
          proof: formatTlogProof({ index, hashes, checkpoint: signer.checkpoint(origins.of(log), head) }),
        };
      }),
    seal: (division: string, position: bigint) => {
      const log = logs.current(division);
      return { log, origin: origins.of(log), index: logs.indexOf(log, position) ?? null };
    },
    vkeys: (division?: string): readonly string[] =>
      division === undefined
        ? [signer.vkey(origins.of(logs.current(headsLog))), signer.receiptVkey]
        : [signer.vkey(origins.of(logs.current(division)))],
    receipt: (position: bigint, count: number) =>
      issueReceipt({ reader, signer, origins, hasher }, { position, count }),
    receiptState: (note: string) => {
      try {
        return { ok: true as const, state: stateOfReceipt(note, logs, [verifierOf(signer.receiptVkey)]) };
      } catch (error) {
        if (isTlogError(error)) return refusal('receipt.malformed', { detail: error.message });
        throw error;
      }
    },
  };
};
export type AuditLogs = ReturnType<typeof createAuditLogs>;

import { formatTlogProof, type TreeHead } from '@cunjian/tlog';
import type { DivisionLogs } from '../sealing/division-logs.ts';
import { isHeadsLog } from '@cunjian/contracts';
import { treeOf } from '../sealing/tree-of.ts';
import type { LogSigner } from '../signing/log-signer.ts';
import type { Origins } from '../signing/origins.ts';
import { ForkRefused } from '../signing/published.ts';
import type { Witnesses } from '../witnesses/witnesses.ts';
import { encode, refusal } from './refusal.ts';
import { serveCurrent, serveResource, type HeadsTimes } from './serve-resource.ts';

export interface ServedTreesOptions {
  readonly logs: DivisionLogs;
  readonly signer: LogSigner;
  readonly origins: Origins;
  readonly headsTimes: () => HeadsTimes;
  readonly headToSign: (log: string, origin: string) => Promise<TreeHead | undefined>;
  readonly witnesses: Pick<Witnesses, 'cosignatures' | 'larger'>;
}

/** Trees as callers may see them. `fresh`: the caller is a reader of the division; anyone else sees the last heads. */
export const createServedTrees = (options: ServedTreesOptions) => {
  const { logs, signer, origins, headsTimes, witnesses } = options;
  const checkpointOf = async (log: string, head: TreeHead): Promise<string> => {
    const note = signer.checkpoint(origins.of(log), head);
    return note + (await witnesses.cosignatures(log, head)).map(({ line }) => line).join('');
  };
  /** Throws `ForkRefused`. */
  const headToSign = (log: string): Promise<TreeHead | undefined> => {
    const { name, problem } = witnesses.larger(log) ?? {};
    if (name !== undefined)
      throw new ForkRefused(`${origins.of(log)}: witness ${name} knows a larger tree: ${problem}`);
    return options.headToSign(log, origins.of(log));
  };

  const withHead = async <T>(log: string, fresh: boolean, serve: (head: TreeHead) => T | Promise<T>) => {
    try {
      const head = fresh || isHeadsLog(log) ? await headToSign(log) : logs.publicHead(log);
      return head === undefined ? refusal('log.unknown', { log }) : await serve(head);
    } catch (error) {
      if (error instanceof ForkRefused) return refusal('log.fork', { detail: error.message });
      throw error;
    }
  };

  return {
    describe: (log: string, fresh: boolean) =>
      withHead(log, fresh, async (head) => {
        const shown = logs.publicHead(log);
        return {
          ok: true as const,
          origin: origins.of(log),
          vkey: signer.vkey(origins.of(log)),
          size: head.size,
          root: encode(head.root),
          checkpoint: await checkpointOf(log, head),
          heads: shown === undefined ? null : { size: shown.size, entry: shown.entry },
        };
      }),
    /** `current` is told whatever may be shown of the log itself. */
    resource: (log: string, path: string, fresh: boolean) =>
      path === 'current'
        ? Promise.resolve(serveCurrent(logs, log, headsTimes()))
        : withHead(log, fresh, (head) => serveResource(logs, { log, path, head }, () => checkpointOf(log, head))),
    proof: (log: string, index: number, fresh: boolean) =>
      withHead(log, fresh, async (head) => {
        if (index >= head.size) return refusal('log.no-entry', { log, index });
        const hashes = await (await treeOf(logs, log, head)).inclusionProof(index);
        const checkpoint = await checkpointOf(log, head);
        return { ok: true as const, proof: formatTlogProof({ index, hashes, checkpoint }) };
      }),
  };
};

import type { EventReader } from '@cunjian/event-store';
import { isTlogError, verifierOf } from '@cunjian/tlog';
import { createNodeHasher } from '@cunjian/tlog/node';
import { issueReceipt } from './receipts/issue-receipt.ts';
import { stateOfReceipt } from './receipts/receipt-state.ts';
import { headsLog } from '@cunjian/contracts';
import { refusal } from './serving/refusal.ts';
import { createServedTrees, type ServedTreesOptions } from './serving/served-trees.ts';
import type { RotateKey } from './signing/rotation.ts';
import type { WitnessPolicy } from './witnesses/witness-policy.ts';

export interface AuditLogsOptions extends ServedTreesOptions {
  readonly reader: Pick<EventReader, 'readEvent' | 'readStream'>;
  /** Key rotations on record, oldest first. */
  readonly rotations: () => Promise<readonly RotateKey[]>;
  readonly policy: WitnessPolicy;
}

/** All that is served of the logs: trees, places of events, keys, receipts. */
export const createAuditLogs = (options: AuditLogsOptions) => {
  const { logs, reader, signer, origins, rotations, witnesses, policy } = options;
  const hasher = createNodeHasher();
  return {
    ...createServedTrees(options),
    logs,
    seal: (division: string, position: bigint) => {
      const log = logs.current(division);
      return { log, origin: origins.of(log), index: logs.indexOf(log, position) ?? null };
    },
    /** Of the heads log and the receipts, or of one division's log. */
    vkeys: (division?: string): readonly string[] =>
      division === undefined
        ? [signer.vkey(origins.of(logs.current(headsLog))), signer.vkey(origins.receipt)]
        : [signer.vkey(origins.of(logs.current(division)))],
    /** Statements of all key rotations, oldest first: signed notes. */
    rotations: async (): Promise<readonly string[]> => (await rotations()).map(({ statement }) => statement),
    /** C2SP tlog-policy: the heads log, its witnesses and who of them is enough. */
    policy: (): string => `log ${signer.vkey(origins.of(logs.current(headsLog)))}\n${policy.text}`,
    receipt: (position: bigint, count: number) =>
      issueReceipt({ reader, signer, origins, hasher }, { position, count }),
    receiptState: async (note: string) => {
      const earlier = (await rotations()).flatMap(({ purpose, oldVkey }) => (purpose === 'receipt' ? [oldVkey] : []));
      try {
        const verifiers = [signer.vkey(origins.receipt), ...earlier].map((vkey) => verifierOf(vkey));
        const heads = logs.current(headsLog);
        const head = logs.head(heads);
        const cosigned = head === undefined ? [] : await witnesses.cosignatures(heads, head);
        const cosignedAt = cosigned.map(({ timestamp }) => timestamp);
        return { ok: true as const, state: stateOfReceipt(note, logs, { verifiers, cosignedAt }) };
      } catch (error) {
        if (isTlogError(error)) return refusal('receipt.malformed', { detail: error.message });
        throw error;
      }
    },
  };
};
export type AuditLogs = ReturnType<typeof createAuditLogs>;

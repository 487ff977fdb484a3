import {
  equalBytes,
  fullWidth,
  hashBytes,
  openReceipt,
  receiptStatus,
  type ReceiptStatus,
  type Verifier,
} from '@cunjian/tlog';
import type { DivisionLogs } from '../sealing/division-logs.ts';
import { logName, parseLogName } from '@cunjian/contracts';

const fullTileBytes = fullWidth * hashBytes;

/** Whether the log has the leaves that a receipt of ours promises. Throws as `openReceipt` for any other text. */
export const stateOfReceipt = (note: string, logs: DivisionLogs, known: KnownKeys): ReceiptStatus => {
  const receipt = openReceipt(note, known.verifiers);
  const epochs = parseLogName(logs.current(receipt.division))?.epoch ?? 1;
  const names = Array.from({ length: epochs }, (_, i) => logName(receipt.division, epochs - i));
  return receiptStatus(receipt, {
    has: (leaf) => names.some((log) => hasLeaf(logs, log, leaf)),
    cosignedAt: known.cosignedAt,
  });
};

export interface KnownKeys {
  readonly verifiers: readonly Verifier[];
  /** When witnesses cosigned the newest heads, seconds since the epoch: what no log has now, none had then. */
  readonly cosignedAt: readonly number[];
}

/** From the newest tile backwards: receipts are mostly asked about while they are new. */
const hasLeaf = (logs: DivisionLogs, log: string, leaf: Uint8Array): boolean => {
  const size = logs.head(log)?.size ?? 0;
  for (let n = Math.floor(size / fullWidth); n >= 0; n--) {
    const width = Math.min(fullWidth, size - n * fullWidth);
    const tile = width > 0 ? logs.tile(log, 0, n, width) : undefined;
    for (let at = 0; tile !== undefined && at < Math.min(tile.length, fullTileBytes); at += hashBytes)
      if (equalBytes(tile.subarray(at, at + hashBytes), leaf)) return true;
  }
  return false;
};

import {
  openCheckpoint,
  openReceipt,
  receiptStatus,
  verifierOf,
  verifyTree,
  encodeBase64,
  type ReceiptStatus,
} from '@cunjian/tlog';
import { CommandRefused } from '../output.ts';
import { readExportFile, readText } from './export-layout.ts';
import { verifiersFor, withRotations } from './trusted-keys.ts';

export interface ReceiptOptions {
  readonly receipt: string;
  readonly dir: string;
  readonly vkeys: readonly string[];
  readonly witnesses: readonly string[];
}

/** Kept, pending or broken, by an export alone: every leaf of the tree is checked before it counts. */
export const checkReceipt = async ({ receipt, dir, vkeys, witnesses }: ReceiptOptions): Promise<ReceiptStatus> => {
  const trusted = withRotations(dir, vkeys, (error) => {
    throw error;
  });
  const promised = openReceipt(
    receipt,
    trusted.map((vkey) => verifierOf(vkey)),
  );
  const note = readText(dir, 'checkpoint') ?? '';
  const origin = note.split('\n', 1)[0] ?? '';
  const deployment = promised.origin.replace(/\/receipt$/, '');
  if (!origin.startsWith(`${deployment}/division/${promised.division}`))
    throw new CommandRefused(
      `the receipt is for division ${promised.division} of ${deployment}, the export is of ${origin}`,
    );
  const checkpoint = openCheckpoint(note, {
    log: verifiersFor(origin, trusted),
    witnesses: witnesses.map((vkey) => verifierOf(vkey)),
  });
  const leaves = new Set<string>();
  await verifyTree(
    (path) => readExportFile(dir, path),
    checkpoint,
    ({ leafHashes, entries }) => {
      entries.forEach((_, i) => leaves.add(encodeBase64(leafHashes.subarray(i * 32, (i + 1) * 32))));
    },
  );
  return receiptStatus(promised, {
    has: (leaf) => leaves.has(encodeBase64(leaf)),
    cosignedAt: checkpoint.cosignatures.map(({ timestamp }) => timestamp),
  });
};

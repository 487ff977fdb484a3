import {
  encodeBase64,
  openCheckpoint,
  openReceipt,
  parseCheckpointText,
  receiptStatus,
  verifierOf,
  verifyTree,
  type OpenedCheckpoint,
  type ReceiptStatus,
  type VerifiedBundle,
} from '@cunjian/tlog';
import { createNodeHasher } from '@cunjian/tlog/node';
import { CommandRefused } from '../output.ts';
import { epochFolders, readExportFile, readText } from './export-layout.ts';
import { verifiersFor, withRotations } from './trusted-keys.ts';

export interface ReceiptOptions {
  readonly receipt: string;
  readonly dir: string;
  readonly vkeys: readonly string[];
  readonly witnesses: readonly string[];
}

const hasher = createNodeHasher();

/**
 * Kept, pending or broken, by an export alone: every leaf of its trees is checked before it counts. Witnesses cosign
 * the heads log, or the log itself; either tells when the tree that lacks a leaf was seen.
 */
export const checkReceipt = async (options: ReceiptOptions): Promise<ReceiptStatus> => {
  const { dir } = options;
  const vkeys = withRotations(dir, options.vkeys, (error) => {
    throw error;
  });
  const promised = openReceipt(
    options.receipt,
    vkeys.map((vkey) => verifierOf(vkey)),
  );
  const origin = originOf(dir, '');
  const deployment = promised.origin.replace(/\/receipt$/, '');
  if (!origin.startsWith(`${deployment}/division/${promised.division}`))
    throw new CommandRefused(
      `the receipt is for division ${promised.division} of ${deployment}, the export is of ${origin}`,
    );
  const trusting = { ...options, vkeys };
  const leaves = new Set<string>();
  const collect = ({ leafHashes, entries }: VerifiedBundle): void =>
    entries.forEach((_, i) => leaves.add(encodeBase64(leafHashes.subarray(i * 32, (i + 1) * 32))));
  let latest: OpenedCheckpoint | undefined;
  for (const folder of epochFolders(dir)) latest = await readLog(trusting, folder, collect);
  return receiptStatus(promised, {
    has: (leaf) => leaves.has(encodeBase64(leaf)),
    cosignedAt: latest === undefined ? [] : await cosignedAt(trusting, latest),
  });
};

const originOf = (dir: string, folder: string): string =>
  (readText(dir, `${folder}checkpoint`) ?? '').split('\n', 1)[0] ?? '';

/** Throws where the signature or anything in the tree is wrong. */
const readLog = async (
  { dir, vkeys, witnesses }: ReceiptOptions,
  folder: string,
  visit: (bundle: VerifiedBundle) => void,
): Promise<OpenedCheckpoint> => {
  const checkpoint = openCheckpoint(readText(dir, `${folder}checkpoint`) ?? '', {
    log: verifiersFor(originOf(dir, folder), vkeys),
    witnesses: witnesses.map((vkey) => verifierOf(vkey)),
  });
  await verifyTree((path) => readExportFile(dir, folder + path), checkpoint, visit, hasher);
  return checkpoint;
};

/** When witnesses saw this very tree, or heads that show no larger one, in seconds since the epoch. */
const cosignedAt = async (options: ReceiptOptions, log: OpenedCheckpoint): Promise<readonly number[]> => {
  let shown = 0;
  const visit = ({ entries }: VerifiedBundle): void => {
    for (const entry of entries) {
      const { origin, size } = parseCheckpointText(new TextDecoder().decode(entry));
      if (origin === log.origin) shown = Math.max(shown, size);
    }
  };
  const hasHeads = readText(options.dir, 'heads/checkpoint') !== undefined;
  const heads = hasHeads ? await readLog(options, 'heads/', visit) : undefined;
  const ofHeads = shown <= log.size ? (heads?.cosignatures ?? []) : [];
  return [...log.cosignatures, ...ofHeads].map(({ timestamp }) => timestamp);
};

import {
  encodeBase64,
  equalBytes,
  parseCheckpointText,
  receiptStatus,
  verifyTree,
  type OpenedCheckpoint,
  type ReceiptStatus,
  type TreeHead,
  type TreeReader,
  type VerifiedBundle,
} from '@cunjian/tlog';
import { createNodeHasher } from '@cunjian/tlog/node';
import { CommandRefused } from '../output.ts';
import { epochFolders, readExportFile, readText } from './export-layout.ts';
import { followExport, openTrusted, openTrustedReceipt, type Trust } from './trusted-keys.ts';

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
  const keys = followExport(dir, options.vkeys);
  const promised = openTrustedReceipt(options.receipt, keys);
  const origin = originOf(dir, '');
  const deployment = promised.origin.replace(/\/receipt$/, '');
  if (!origin.startsWith(`${deployment}/division/${promised.division}`))
    throw new CommandRefused(
      `the receipt is for division ${promised.division} of ${deployment}, the export is of ${origin}`,
    );
  const trusting = { dir, trust: { ...keys, witnesses: options.witnesses } };
  const leaves = new Set<string>();
  const collect = ({ leafHashes, entries }: VerifiedBundle): void =>
    entries.forEach((_, i) => leaves.add(encodeBase64(leafHashes.subarray(i * 32, (i + 1) * 32))));
  let latest: ReadLog | undefined;
  for (const folder of epochFolders(dir)) latest = await readLog(trusting, folder, collect);
  return receiptStatus(promised, {
    has: (leaf) => leaves.has(encodeBase64(leaf)),
    cosignedAt: latest === undefined ? [] : await cosignedAt(trusting, latest),
  });
};

interface Trusting {
  readonly dir: string;
  readonly trust: Trust;
}

const originOf = (dir: string, folder: string): string =>
  (readText(dir, `${folder}checkpoint`) ?? '').split('\n', 1)[0] ?? '';

/** Throws where the signature or anything in the tree is wrong. */
const readLog = async (
  { dir, trust }: Trusting,
  folder: string,
  visit: (bundle: VerifiedBundle) => void,
): Promise<ReadLog> => {
  const checkpoint = openTrusted(readText(dir, `${folder}checkpoint`) ?? '', trust);
  const tree = await verifyTree((path) => readExportFile(dir, folder + path), checkpoint, visit, hasher);
  return { checkpoint, tree };
};

interface ReadLog {
  readonly checkpoint: OpenedCheckpoint;
  readonly tree: TreeReader;
}

/**
 * When witnesses saw this very tree, or heads that show no larger one, in seconds since the epoch. Refuses heads that show
 * another tree: what that one holds nobody can tell from here.
 */
const cosignedAt = async (options: Trusting, { checkpoint, tree }: ReadLog): Promise<readonly number[]> => {
  const own = checkpoint.cosignatures.map(({ timestamp }) => timestamp);
  if (readText(options.dir, 'heads/checkpoint') === undefined) return own;
  let shown: TreeHead = { size: 0, root: hasher.emptyRoot };
  const heads = await readLog(options, 'heads/', ({ entries }) => {
    for (const entry of entries) {
      const head = parseCheckpointText(new TextDecoder().decode(entry));
      if (head.origin === checkpoint.origin && head.size > shown.size) shown = head;
    }
  });
  if (shown.size > checkpoint.size) return own;
  if (!equalBytes(await tree.rootAt(shown.size), shown.root))
    throw new CommandRefused('the heads show another tree than the one here: see what `cunjian audit verify` finds');
  return [...own, ...heads.checkpoint.cosignatures.map(({ timestamp }) => timestamp)];
};

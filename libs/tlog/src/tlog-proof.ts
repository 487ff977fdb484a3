import { decodeBase64, encodeBase64 } from './base64.ts';
import {
  openCheckpoint,
  parseCheckpoint,
  parseDecimal,
  type CheckpointTrust,
  type OpenedCheckpoint,
} from './checkpoint.ts';
import { hashBytes, portableHasher, type TreeHasher } from './hashing.ts';
import { maxNoteBytes } from './note.ts';
import { verifyInclusion } from './proof.ts';
import { checkIndex, inclusionRanges } from './ranges.ts';
import { isTlogError, TlogError } from './tlog-error.ts';

/** C2SP tlog-proof: that an entry is in a log, in one file (`.tlog-proof`) that needs no connection to be checked. */
export interface TlogProof {
  readonly index: number;
  /** From the leaf's sibling up to the root's child. */
  readonly hashes: readonly Uint8Array[];
  /** The signed note, verbatim. */
  readonly checkpoint: string;
  /** Opaque, and not covered by any signature. */
  readonly extra?: Uint8Array;
}

const firstLine = 'c2sp.org/tlog-proof@v1';
/** Bound on what is read; `extra` has the greatest share of it. */
export const maxProofBytes = 4 * maxNoteBytes;

const malformed = (why: string) => new TlogError('proof.malformed', `not a tlog-proof: ${why}`);

/** Throws `proof.length` where the number of hashes is wrong for the checkpoint's size, `index.out-of-range`, `checkpoint.malformed`. */
export const formatTlogProof = ({ index, hashes, checkpoint, extra }: TlogProof): string => {
  checkShape(index, hashes, checkpoint);
  const lines = [
    firstLine,
    ...(extra === undefined ? [] : [`extra ${encodeBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(encodeBase64),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
};

const checkShape = (index: number, hashes: readonly Uint8Array[], checkpoint: string): void => {
  const { size } = parseCheckpoint(checkpoint);
  checkIndex(index, size);
  const expected = inclusionRanges(index, size).length;
  if (hashes.length !== expected || hashes.some((hash) => hash.length !== hashBytes))
    throw new TlogError(
      'proof.length',
      `${hashes.length} hashes instead of ${expected} of 32 bytes for index ${index} of ${size}`,
    );
};

const decode = (line: string): Uint8Array => {
  try {
    return decodeBase64(line);
  } catch (error) {
    throw isTlogError(error) ? malformed(error.message) : error;
  }
};

/** Nothing is verified but the form. Throws `proof.malformed`, `proof.length`, `index.out-of-range`, and as `parseCheckpoint`. */
export const parseTlogProof = (text: string): TlogProof => {
  if (text.length > maxProofBytes) throw malformed(`it is longer than ${maxProofBytes} bytes`);
  const end = text.indexOf('\n\n');
  if (end < 0) throw malformed('the blank line before the checkpoint is missing');
  const [magic, ...lines] = text.slice(0, end).split('\n');
  if (magic !== firstLine) throw malformed(`it must begin with ${firstLine}`);
  const extra = lines[0]?.startsWith('extra ') ? decode(lines.shift()?.slice('extra '.length) ?? '') : undefined;
  const indexLine = lines.shift() ?? '';
  const index = indexLine.startsWith('index ') ? parseDecimal(indexLine.slice('index '.length)) : undefined;
  if (index === undefined) throw malformed(`"${indexLine}" is no index line (decimal, no leading zeros)`);
  const hashes = lines.map(decode);
  const checkpoint = text.slice(end + 2);
  checkShape(index, hashes, checkpoint);
  return extra === undefined ? { index, hashes, checkpoint } : { index, hashes, checkpoint, extra };
};

/** The checkpoint, once its signatures and the proof of this leaf hold. Throws as `openCheckpoint` and `verifyInclusion`. */
export const verifyTlogProof = (
  proof: TlogProof,
  leafHash: Uint8Array,
  trust: CheckpointTrust,
  hasher: TreeHasher = portableHasher,
): OpenedCheckpoint => {
  const checkpoint = openCheckpoint(proof.checkpoint, trust);
  verifyInclusion(proof.index, checkpoint, leafHash, proof.hashes, hasher);
  return checkpoint;
};

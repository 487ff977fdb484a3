import { decodeBase64, encodeBase64 } from './base64.ts';
import { parseCheckpoint, parseCheckpointText, parseDecimal, type Checkpoint } from './checkpoint.ts';
import { equalBytes, hashBytes, portableHasher, type TreeHasher } from './hashing.ts';
import { algorithms } from './key.ts';
import { formatNote, openNote, parseNote, signNote } from './note.ts';
import { verifyConsistency, type TreeHead } from './proof.ts';
import type { Signer, Verifier } from './signing.ts';
import { isTlogError, TlogError } from './tlog-error.ts';

/** What a log sends to a witness: C2SP tlog-witness, add-checkpoint. */
export interface AddCheckpoint {
  /** The tree that the witness cosigned last, 0 where it never did. */
  readonly oldSize: number;
  /** Consistency proof from that tree to the checkpoint's. */
  readonly proof: readonly Uint8Array[];
  /** The signed note. */
  readonly checkpoint: string;
}

/** C2SP tlog-witness: more are never needed, as a tree has at most 2^63 entries. */
export const maxConsistencyHashes = 63;
/** Media type of the size that a witness answers with status 409. */
export const tlogSizeType = 'text/x.tlog.size';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const malformed = (why: string) => new TlogError('witness.malformed', `not an add-checkpoint request: ${why}`);

export const formatAddCheckpoint = ({ oldSize, proof, checkpoint }: AddCheckpoint): string =>
  [`old ${oldSize}`, ...proof.map(encodeBase64), '', checkpoint].join('\n');

/** Throws `witness.malformed`; the checkpoint is only told apart, not read. */
export const parseAddCheckpoint = (body: Uint8Array | string): AddCheckpoint => {
  const text = typeof body === 'string' ? body : textOf(body);
  const end = text.indexOf('\n\n');
  if (end < 0) throw malformed('there is no empty line before the checkpoint');
  const [oldLine = '', ...hashes] = text.slice(0, end).split('\n');
  const oldSize = oldLine.startsWith('old ') ? parseDecimal(oldLine.slice('old '.length)) : undefined;
  if (oldSize === undefined || !Number.isSafeInteger(oldSize))
    throw malformed(`"${oldLine.slice(0, 100)}" is not "old", a space and a tree size`);
  if (hashes.length > maxConsistencyHashes)
    throw malformed(`it has ${hashes.length} proof lines, at most ${maxConsistencyHashes} are allowed`);
  return { oldSize, proof: hashes.map(parseHash), checkpoint: text.slice(end + 2) };
};

const textOf = (body: Uint8Array): string => {
  try {
    return decoder.decode(body);
  } catch {
    throw malformed('it is not UTF-8');
  }
};

const parseHash = (line: string): Uint8Array => {
  try {
    const hash = decodeBase64(line);
    if (hash.length === hashBytes) return hash;
  } catch (error) {
    if (!isTlogError(error)) throw error;
  }
  throw malformed(`"${line.slice(0, 100)}" is not the Base64 of a hash`);
};

/** A log that a witness looks after. */
export interface WitnessedLog {
  /** Any of its keys is enough. */
  readonly verifiers: readonly Verifier[];
  /** The tree that was cosigned last; left out where none was. */
  readonly latest?: TreeHead | undefined;
}

/** The status and, where it is not 200, why. 409 tells the size that the witness has. */
export type WitnessVerdict =
  | { readonly status: 200; readonly checkpoint: Checkpoint; /** What is to be cosigned. */ readonly text: string }
  | { readonly status: 400 | 403 | 404 | 422; readonly reason: string }
  | {
      readonly status: 409;
      readonly size: number;
      readonly reason: string;
      /** Signed by the log and of the same size as what it had signed before, but another tree: proof of a split view. */
      readonly fork?: Checkpoint;
    };

/**
 * What a witness answers, by C2SP tlog-witness; pure. On 200 the caller must keep the checkpoint as the log's latest,
 * where that is still what was given here, before it hands out a cosignature.
 */
export const judgeCheckpoint = (
  body: Uint8Array | string,
  logOf: (origin: string) => WitnessedLog | undefined,
  hasher: TreeHasher = portableHasher,
): WitnessVerdict => {
  try {
    const request = parseAddCheckpoint(body);
    const log = logOf(parseCheckpoint(request.checkpoint).origin);
    return log === undefined
      ? { status: 404, reason: 'this witness does not look after that log' }
      : judge(request, log, hasher);
  } catch (error) {
    if (isTlogError(error)) return { status: 400, reason: error.message };
    throw error;
  }
};

const judge = (request: AddCheckpoint, { verifiers, latest }: WitnessedLog, hasher: TreeHasher): WitnessVerdict => {
  const { oldSize, proof } = request;
  const text = signedText(request.checkpoint, verifiers);
  if (text === undefined) return { status: 403, reason: 'no key that this witness knows of the log signed it' };
  const checkpoint = parseCheckpointText(text);
  if (oldSize > checkpoint.size) return { status: 400, reason: 'the old size is larger than the checkpoint' };
  const known = latest ?? { size: 0, root: hasher.emptyRoot };
  if (oldSize !== known.size)
    return { status: 409, size: known.size, reason: `the tree cosigned last has ${known.size} entries` };
  const isOther = !equalBytes(checkpoint.root, known.root);
  if (checkpoint.size === known.size && known.size > 0 && isOther)
    return { status: 409, size: known.size, reason: 'another tree of the same size was cosigned', fork: checkpoint };
  try {
    verifyConsistency(known, checkpoint, proof, hasher);
  } catch (error) {
    if (isTlogError(error)) return { status: 422, reason: error.message };
    throw error;
  }
  return { status: 200, checkpoint, text };
};

const signedText = (note: string, verifiers: readonly Verifier[]): string | undefined => {
  try {
    return openNote(note, verifiers).text;
  } catch (error) {
    if (isTlogError(error, 'note.no-known-signature') || isTlogError(error, 'note.bad-signature')) return undefined;
    throw error;
  }
};

/** A witness's answer: its signature lines over a checkpoint's text. */
export const cosignatureLines = (text: string, cosigners: readonly Signer[]): string =>
  signNote(text, cosigners).slice(text.length + 1);

/** One cosignature that holds. */
export interface TakenCosignature {
  /** The signature line, with its line break. */
  readonly line: string;
  /** Seconds since the epoch. */
  readonly timestamp: number;
}

/**
 * The cosignature of `witness` in its answer about `note`; lines of other keys are ignored. Throws as `openNote` where it
 * has none, or one that does not hold, `note.malformed` for anything else than signature lines.
 */
export const takeCosignature = (note: string, answer: string, witness: Verifier): TakenCosignature => {
  const { text } = parseNote(note);
  const { verified, signatures } = openNote(`${text}\n${answer}`, [witness]);
  const [{ timestamp }] = verified;
  const own = signatures.find(({ name, keyId }) => name === witness.name && keyId === witness.keyId);
  if (timestamp === undefined || own === undefined || witness.algorithm !== algorithms.cosignature)
    throw new TlogError('note.no-known-signature', `${witness.name} answered with no cosignature`);
  return { line: formatNote({ text, signatures: [own] }).slice(text.length + 1), timestamp };
};

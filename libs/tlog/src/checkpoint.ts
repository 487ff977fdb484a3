import { decodeBase64, encodeBase64 } from './base64.ts';
import { hashBytes } from './hashing.ts';
import { algorithms } from './key.ts';
import { openNote, parseNote, signNote } from './note.ts';
import type { TreeHead } from './proof.ts';
import { checkSize } from './ranges.ts';
import type { Signer, Verifier } from './signing.ts';
import { isTlogError, TlogError } from './tlog-error.ts';

/** C2SP tlog-checkpoint: a log, how many entries it has, and the root over them. */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
  /** Opaque lines of the log, not for us; kept because they are signed. */
  readonly extensions: readonly string[];
}

export interface OpenedCheckpoint extends Checkpoint {
  /** The signed note, as it was read. */
  readonly note: string;
  readonly cosignatures: readonly Cosignature[];
}

/** A witness saw this as the largest tree of the log, consistent with all it had seen before. */
export interface Cosignature {
  readonly name: string;
  /** Seconds since the epoch. */
  readonly timestamp: number;
}

const malformed = (why: string) => new TlogError('checkpoint.malformed', `not a checkpoint: ${why}`, 'checkpoint');

/** `size` as the formats of C2SP write it: decimal without leading zeros. */
export const parseDecimal = (text: string): number | undefined =>
  /^(0|[1-9]\d{0,19})$/.test(text) ? Number(text) : undefined;

/** The note's text. Throws `checkpoint.malformed`, `size.out-of-range`. */
export const parseCheckpointText = (text: string): Checkpoint => {
  const [origin = '', sizeLine = '', rootLine = '', ...extensions] = text.slice(0, -1).split('\n');
  if (!text.endsWith('\n')) throw malformed('the final newline is missing');
  if (origin === '') throw malformed('the origin is empty');
  const size = parseDecimal(sizeLine);
  if (size === undefined) throw malformed(`"${sizeLine}" is no tree size (decimal, no leading zeros)`);
  checkSize(size);
  const root = decodeRoot(rootLine);
  if (extensions.includes('')) throw malformed('an extension line is empty');
  return { origin, size, root, extensions };
};

const decodeRoot = (line: string): Uint8Array => {
  let root: Uint8Array;
  try {
    root = decodeBase64(line);
  } catch (error) {
    throw isTlogError(error) ? malformed(`the root hash: ${error.message}`) : error;
  }
  if (root.length !== hashBytes) throw malformed(`the root hash has ${root.length} bytes instead of ${hashBytes}`);
  return root;
};

/** What an unverified note claims; for tools that show or compare before they trust. */
export const parseCheckpoint = (note: Uint8Array | string): Checkpoint => parseCheckpointText(parseNote(note).text);

export const formatCheckpointText = ({ origin, size, root, extensions = [] }: CheckpointText): string => {
  const text = `${[origin, String(size), encodeBase64(root), ...extensions].join('\n')}\n`;
  const parsed = parseCheckpointText(text);
  if (parsed.origin !== origin || parsed.extensions.length !== extensions.length)
    throw malformed('a line holds a line break');
  return text;
};

export type CheckpointText = TreeHead & { readonly origin: string; readonly extensions?: readonly string[] };

/** Throws `checkpoint.malformed`, `checkpoint.origin` where the signer's name is not the origin, `note.malformed`. */
export const signCheckpoint = (checkpoint: CheckpointText, signer: Signer): string => {
  if (signer.name !== checkpoint.origin)
    throw new TlogError('checkpoint.origin', `key "${signer.name}" must not sign for log "${checkpoint.origin}"`);
  return signNote(formatCheckpointText(checkpoint), [signer]);
};

export interface CheckpointTrust {
  /** Defaults to the name of the log's keys, which C2SP says should be the origin. */
  readonly origin?: string;
  /** Keys of the log, any of which is enough (it may rotate them). */
  readonly log: readonly Verifier[];
  /** Keys of witnesses (cosignature/v1). How many are enough is the caller's policy. */
  readonly witnesses?: readonly Verifier[];
}

/**
 * Throws as `openNote` and `parseCheckpointText`; `note.no-known-signature` also where only witnesses signed;
 * `checkpoint.origin` where it is another log's.
 */
export const openCheckpoint = (note: Uint8Array | string, trust: CheckpointTrust): OpenedCheckpoint => {
  const { log, witnesses = [] } = trust;
  const opened = openNote(note, [...log, ...witnesses]);
  if (!opened.verified.some(({ verifier }) => log.includes(verifier)))
    throw new TlogError('note.no-known-signature', 'witnesses signed, but no key of the log', 'checkpoint');
  const checkpoint = parseCheckpointText(opened.text);
  const origins = trust.origin === undefined ? log.map(({ name }) => name) : [trust.origin];
  if (!origins.includes(checkpoint.origin))
    throw new TlogError(
      'checkpoint.origin',
      `it is of "${checkpoint.origin}", expected "${origins.join('" or "')}"`,
      'checkpoint',
    );
  return {
    ...checkpoint,
    note: typeof note === 'string' ? note : new TextDecoder('utf-8', { ignoreBOM: true }).decode(note),
    cosignatures: opened.verified.flatMap(({ verifier, timestamp }) =>
      timestamp !== undefined && witnesses.includes(verifier) && verifier.algorithm === algorithms.cosignature
        ? [{ name: verifier.name, timestamp }]
        : [],
    ),
  };
};

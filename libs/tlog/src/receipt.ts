import { decodeBase64, encodeBase64 } from './base64.ts';
import { hashBytes } from './hashing.ts';
import { openNote, parseNote, signNote } from './note.ts';
import type { Signer, Verifier } from './signing.ts';
import { isTlogError, TlogError } from './tlog-error.ts';

/** A promise that these leaves will be in the division's log by the deadline (DESIGN.md, decision 11). */
export interface Receipt {
  /** `<deployment>/receipt`, which is also the name of the key that signs. */
  readonly origin: string;
  /** 12 digits. */
  readonly division: string;
  /** At least one. */
  readonly leafHashes: readonly Uint8Array[];
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

/** A command appends few events; what lies above this is no receipt of ours. */
export const maxReceiptLeaves = 1_000;

/** Promised; what is held is 60 s. A receipt is due this long after its events were written. */
export const maxMergeDelayMs = 24 * 60 * 60 * 1_000;

const malformed = (why: string) => new TlogError('receipt.malformed', `not a receipt: ${why}`);

/**
 * Line 1 the origin, line 2 `receipt division <code>` (a checkpoint has its size there, so a receipt never parses as
 * one), then a leaf hash in Base64 a line, last the deadline (RFC 3339, UTC, milliseconds).
 */
export const formatReceiptText = ({ origin, division, leafHashes, deadline }: Receipt): string => {
  const lines = [origin, `receipt division ${division}`, ...leafHashes.map(encodeBase64), timeOf(deadline)];
  const text = `${lines.join('\n')}\n`;
  parseReceiptText(text);
  return text;
};

const timeOf = (ms: number): string => {
  const time = new Date(ms);
  if (Number.isNaN(time.getTime())) throw malformed(`${ms} is no time`);
  return time.toISOString();
};

/** Throws `receipt.malformed`. */
export const parseReceiptText = (text: string): Receipt => {
  if (!text.endsWith('\n')) throw malformed('the final newline is missing');
  const [origin = '', divisionLine = '', ...rest] = text.slice(0, -1).split('\n');
  if (!/^.+\/receipt$/.test(origin)) throw malformed(`the origin "${origin}" does not end in /receipt`);
  const [, division] = /^receipt division (\d{12})$/.exec(divisionLine) ?? [];
  if (division === undefined) throw malformed(`"${divisionLine}" names no division of 12 digits`);
  const deadline = parseTime(rest.pop() ?? '');
  if (rest.length === 0 || rest.length > maxReceiptLeaves)
    throw malformed(`it has ${rest.length} leaf hashes, 1 to ${maxReceiptLeaves} are allowed`);
  return { origin, division, leafHashes: rest.map(parseHash), deadline };
};

const parseTime = (line: string): number => {
  const ms = Date.parse(line);
  if (Number.isNaN(ms) || timeOf(ms) !== line)
    throw malformed(`the deadline "${line}" is no UTC time with milliseconds`);
  return ms;
};

const parseHash = (line: string): Uint8Array => {
  let hash: Uint8Array;
  try {
    hash = decodeBase64(line);
  } catch (error) {
    throw isTlogError(error) ? malformed(error.message) : error;
  }
  if (hash.length !== hashBytes) throw malformed(`a leaf hash has ${hash.length} bytes instead of ${hashBytes}`);
  return hash;
};

/** Throws `receipt.malformed`, also where the signer's name is not the origin. */
export const signReceipt = (receipt: Receipt, signer: Signer): string => {
  if (signer.name !== receipt.origin) throw malformed(`key "${signer.name}" must not sign for "${receipt.origin}"`);
  return signNote(formatReceiptText(receipt), [signer]);
};

/** What an unverified receipt claims. */
export const parseReceipt = (note: Uint8Array | string): Receipt => parseReceiptText(parseNote(note).text);

/** Throws as `openNote` and `parseReceiptText`, `receipt.malformed` where a key of another name signed. */
export const openReceipt = (note: Uint8Array | string, verifiers: readonly Verifier[]): Receipt => {
  const { text, verified } = openNote(note, verifiers);
  const receipt = parseReceiptText(text);
  if (!verified.some(({ verifier }) => verifier.name === receipt.origin))
    throw malformed(`no key named "${receipt.origin}" signed it`);
  return receipt;
};

export type ReceiptStatus = 'kept' | 'pending' | 'broken';

/**
 * `kept`: all its leaves are in the log. `broken`: one is missing from a tree that a witness cosigned at or after the
 * deadline. Else `pending`: the operator's own clock proves nothing.
 */
export const receiptStatus = (
  receipt: Receipt,
  log: {
    readonly has: (leafHash: Uint8Array) => boolean;
    /** When witnesses cosigned the very tree that `has` looks into, in seconds since the epoch. */
    readonly cosignedAt: readonly number[];
  },
): ReceiptStatus => {
  if (receipt.leafHashes.every(log.has)) return 'kept';
  return log.cosignedAt.some((seconds) => seconds * 1_000 >= receipt.deadline) ? 'broken' : 'pending';
};

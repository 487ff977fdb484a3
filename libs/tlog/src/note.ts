import { decodeBase64, encodeBase64 } from './base64.ts';
import { isKeyName } from './key.ts';
import type { Signer, Verified, Verifier } from './signing.ts';
import { isTlogError, TlogError } from './tlog-error.ts';

export const maxNoteBytes = 1_000_000;
/** C2SP asks to accept at least 16; Go's sumdb tools stop at 100 as well. */
export const maxSignatures = 100;

/** One signature line: who claims to have signed, and with what. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: number;
  readonly signature: Uint8Array;
}

/** A signed note (C2SP signed-note) of which nothing has been verified. */
export interface Note {
  /** With its final newline: what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A signature that holds, by a key that the caller knows. */
export interface KnownSignature extends Verified {
  readonly verifier: Verifier;
}

export interface OpenedNote extends Note {
  /** At least one, each key once. */
  readonly verified: readonly [KnownSignature, ...KnownSignature[]];
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const malformed = (why: string) => new TlogError('note.malformed', `not a signed note: ${why}`);

const textOf = (note: Uint8Array | string): string => {
  if (note.length > maxNoteBytes) throw new TlogError('note.too-large', `a note of more than ${maxNoteBytes} bytes`);
  if (typeof note === 'string') {
    if (/\p{Surrogate}/u.test(note)) throw malformed('it has a lone surrogate');
    return note;
  }
  try {
    return decoder.decode(note);
  } catch {
    throw malformed('it is not UTF-8');
  }
};

// eslint-disable-next-line no-control-regex -- control characters are what is to be refused
const controlCharacter = /[\u0000-\u0009\u000b-\u001f]/;

/** Throws `note.malformed`, `note.too-large`. */
export const parseNote = (note: Uint8Array | string): Note => {
  const whole = textOf(note);
  if (controlCharacter.test(whole)) throw malformed('it has a control character');
  if (!whole.endsWith('\n')) throw malformed('the final newline is missing');
  const end = whole.lastIndexOf('\n\n');
  if (end < 0) throw malformed('there is no blank line before the signatures');
  const lines = whole.slice(end + 2, -1).split('\n');
  if (end + 2 === whole.length) throw malformed('it has no signature');
  if (lines.length > maxSignatures)
    throw new TlogError('note.too-large', `a note has ${lines.length} signatures, at most ${maxSignatures} are read`);
  return { text: whole.slice(0, end + 1), signatures: lines.map(parseSignature) };
};

const parseSignature = (line: string): NoteSignature => {
  const [, name = '', base64 = ''] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
  if (!isKeyName(name)) throw malformed(`"${line}" is no signature line`);
  const bytes = decodeSignature(base64);
  if (bytes.length < 5)
    throw malformed(`the signature of ${name} has ${bytes.length} bytes, too few for key id and signature`);
  return {
    name,
    keyId: new DataView(bytes.buffer, bytes.byteOffset).getUint32(0),
    signature: bytes.subarray(4),
  };
};

const decodeSignature = (base64: string): Uint8Array => {
  try {
    return decodeBase64(base64);
  } catch (error) {
    throw isTlogError(error) ? malformed(error.message) : error;
  }
};

const keyOf = ({ name, keyId }: { readonly name: string; readonly keyId: number }): string => `${name}+${keyId}`;

/** Throws `key.duplicate`: signatures of keys that share name and id can't be told apart. */
const byKey = (verifiers: readonly Verifier[]): ReadonlyMap<string, Verifier> => {
  const known = new Map<string, Verifier>();
  for (const verifier of verifiers) {
    if (known.has(keyOf(verifier)))
      throw new TlogError('key.duplicate', `the key of "${verifier.name}" was given twice, or two keys share its id`);
    known.set(keyOf(verifier), verifier);
  }
  return known;
};

/**
 * Verifies every signature of a known key and ignores all others, also those that share a name or an id with one.
 * Throws as `parseNote`, and `note.bad-signature` where a known key's signature does not hold,
 * `note.no-known-signature` where no known key signed.
 */
export const openNote = (note: Uint8Array | string, verifiers: readonly Verifier[]): OpenedNote => {
  const parsed = parseNote(note);
  const known = byKey(verifiers);
  const text = encoder.encode(parsed.text);
  const verified = new Map<Verifier, KnownSignature>();
  for (const signature of parsed.signatures) {
    const verifier = known.get(keyOf(signature));
    if (verifier === undefined) continue;
    const result = verifier.verify(text, signature.signature);
    if (result === undefined)
      throw new TlogError('note.bad-signature', `the signature of ${verifier.name} does not hold`);
    if (!verified.has(verifier)) verified.set(verifier, { verifier, ...result });
  }
  const [first, ...rest] = verified.values();
  if (first === undefined)
    throw new TlogError(
      'note.no-known-signature',
      `none of the known keys signed: ${verifiers.map((v) => v.name).join(', ')}`,
    );
  return { ...parsed, verified: [first, ...rest] };
};

const signatureLine = ({ name, keyId, signature }: NoteSignature): string => {
  const bytes = new Uint8Array(4 + signature.length);
  new DataView(bytes.buffer).setUint32(0, keyId);
  bytes.set(signature, 4);
  return `— ${name} ${encodeBase64(bytes)}\n`;
};

/** Throws `note.malformed` for a text that could not be read back. A note may well have no signers yet: add `signatures`. */
export const formatNote = ({ text, signatures }: Note): string => {
  const note = `${text}\n${signatures.map(signatureLine).join('')}`;
  if (parseNote(note).text !== text) throw malformed('its text would be read back differently');
  return note;
};

/** The note with the signatures it has, less those of the same keys, and one more of each signer. */
export const signNote = (note: Note | string, signers: readonly Signer[]): string => {
  const { text, signatures } = typeof note === 'string' ? { text: note, signatures: [] } : note;
  const bytes = encoder.encode(text);
  const replaced = new Set(signers.map(keyOf));
  return formatNote({
    text,
    signatures: [
      ...signatures.filter((signature) => !replaced.has(keyOf(signature))),
      ...signers.map(({ name, keyId, sign }) => ({ name, keyId, signature: sign(bytes) })),
    ],
  });
};

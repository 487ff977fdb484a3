import { readBase64, writeBase64 } from './base64.ts';
import { equalAt, equalBytes, hashBytes, portableHasher, type TreeHasher } from './hashing.ts';
import { TlogError } from './tlog-error.ts';

/** What opens an entry: served to those alone who may read the event. */
export interface Opening {
  /** 32 random bytes, so that an event can't be guessed from its commitment. */
  readonly salt: Uint8Array;
  /** The event's canonical JSON, as stored. */
  readonly bytes: Uint8Array;
}

/** An entry of a division log (DESIGN.md, decision 9): it commits to an event and reveals nothing but its id. */
export interface Entry {
  /** Of the event: printable ASCII without quotes and backslashes, so that JSON writes it as it is. */
  readonly id: string;
  /** SHA-256(salt ‖ bytes), 32 bytes. */
  readonly commitment: Uint8Array;
}

export const saltBytes = 32;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const beforeCommitment = encoder.encode('{"commitment":"');
const beforeId = encoder.encode('","id":"');
const end = encoder.encode('"}');
/** Base64 of 32 bytes. */
const commitmentChars = 44;
const idAt = beforeCommitment.length + commitmentChars + beforeId.length;
const commitmentAt = beforeCommitment.length;
/** An event's id is a UUID; longer ones are no entries of ours. */
const maxIdBytes = 255;

/** Printable ASCII but quote and backslash. */
const isIdCode = (code: number): boolean => code >= 0x20 && code <= 0x7e && code !== 0x22 && code !== 0x5c;

/** SHA-256(salt ‖ bytes). Throws `opening.mismatch` for a salt that is not 32 bytes: it could open one entry to two events. */
export const commitmentOf = ({ salt, bytes }: Opening, hasher: TreeHasher = portableHasher): Uint8Array => {
  if (salt.length !== saltBytes)
    throw new TlogError('opening.mismatch', `a salt has ${salt.length} bytes instead of ${saltBytes}`);
  const length = saltBytes + bytes.length;
  const input = length <= scratch.length ? scratch.subarray(0, length) : new Uint8Array(length);
  input.set(salt);
  input.set(bytes, saltBytes);
  return hasher.sha256(input);
};

/** Most events fit; it is cheaper to use it again than to allocate. */
const scratch = new Uint8Array(16_384);

/** Entries are cut from it: an allocation for each would cost more than its hash. */
let slab = new Uint8Array(8_192);
let slabUsed = 0;

const allocate = (bytes: number): Uint8Array => {
  if (slabUsed + bytes > slab.length) {
    slab = new Uint8Array(slab.length);
    slabUsed = 0;
  }
  return slab.subarray(slabUsed, (slabUsed += bytes));
};

/**
 * Canonical JSON (RFC 8785) `{"commitment","id"}`; a view into a larger buffer, so copy it before you transfer it.
 * Throws `entry.malformed` for an id that would have to be escaped.
 */
export const formatEntry = ({ id, commitment }: Entry): Uint8Array => {
  const entry = allocate(idAt + Math.min(id.length, maxIdBytes) + end.length);
  entry.set(beforeCommitment);
  writeBase64(commitment, entry, commitmentAt);
  entry.set(beforeId, commitmentAt + commitmentChars);
  let plain = commitment.length === hashBytes && id.length > 0 && id.length <= maxIdBytes;
  for (let i = 0; plain && i < id.length; i++) {
    const code = id.charCodeAt(i);
    plain = isIdCode(code);
    entry[idAt + i] = code;
  }
  if (!plain) throw new TlogError('entry.malformed', `"${id}" is no id of an event, or its commitment not 32 bytes`);
  entry.set(end, idAt + id.length);
  return entry;
};

const idOf = (entry: Uint8Array): Uint8Array => entry.subarray(idAt, entry.length - end.length);

/** The entry of an event; `id` is the event's. Throws `entry.malformed`, `opening.mismatch`. */
export const entryOf = (event: Opening & { readonly id: string }, hasher: TreeHasher = portableHasher): Uint8Array =>
  formatEntry({ id: event.id, commitment: commitmentOf(event, hasher) });

/** Only the exact bytes that `formatEntry` gives. Throws `entry.malformed`. */
export const parseEntry = (entry: Uint8Array, where?: string): Entry => {
  const commitment = readBase64(entry.subarray(commitmentAt, commitmentAt + commitmentChars));
  const framed =
    entry.length > idAt + end.length &&
    equalAt(entry, 0, beforeCommitment) &&
    equalAt(entry, commitmentAt + commitmentChars, beforeId) &&
    equalAt(entry, entry.length - end.length, end);
  if (!framed || commitment?.length !== hashBytes || idOf(entry).length > maxIdBytes || !idOf(entry).every(isIdCode))
    throw new TlogError('entry.malformed', 'not canonical JSON of a commitment and an id', where);
  return { id: decoder.decode(idOf(entry)), commitment };
};

/** The entry's fields, once the opening is the one it commits to. Throws `entry.malformed`, `opening.mismatch`. */
export const checkOpening = (
  entry: Uint8Array,
  opening: Opening,
  hasher: TreeHasher = portableHasher,
  where?: string,
): Entry => {
  const parsed = parseEntry(entry, where);
  if (!equalBytes(commitmentOf(opening, hasher), parsed.commitment))
    throw new TlogError('opening.mismatch', `salt and event are not what entry ${parsed.id} commits to`, where);
  return parsed;
};

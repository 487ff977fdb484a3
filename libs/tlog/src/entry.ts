import { canonicalJson } from '@cunjian/kernel';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { equalBytes, hashBytes, portableHasher, type TreeHasher } from './hashing.ts';
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
  readonly id: string;
  /** SHA-256(salt ‖ bytes), 32 bytes. */
  readonly commitment: Uint8Array;
}

export const saltBytes = 32;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const commitmentOf = ({ salt, bytes }: Opening, hasher: TreeHasher): Uint8Array => {
  // A salt of another length would let one commitment open to two events.
  if (salt.length !== saltBytes)
    throw new TlogError('opening.mismatch', `a salt has ${salt.length} bytes instead of ${saltBytes}`);
  const input = new Uint8Array(saltBytes + bytes.length);
  input.set(salt);
  input.set(bytes, saltBytes);
  return hasher.sha256(input);
};

/** Canonical JSON `{"commitment","id"}` (RFC 8785). */
export const formatEntry = ({ id, commitment }: Entry): Uint8Array =>
  encoder.encode(canonicalJson({ commitment: encodeBase64(commitment), id }));

/** The entry of an event; `id` is the event's. Throws `opening.mismatch` for a salt that is not 32 bytes. */
export const entryOf = ({ id, ...opening }: Opening & { readonly id: string }, hasher: TreeHasher = portableHasher) =>
  formatEntry({ id, commitment: commitmentOf(opening, hasher) });

/** Only the exact bytes that `formatEntry` gives. Throws `entry.malformed`. */
export const parseEntry = (entry: Uint8Array, where?: string): Entry => {
  const fields = fieldsOf(entry);
  if (fields === undefined || !equalBytes(formatEntry(fields), entry))
    throw new TlogError('entry.malformed', 'not canonical JSON of a commitment and an id', where);
  return fields;
};

const fieldsOf = (entry: Uint8Array): Entry | undefined => {
  try {
    const value: unknown = JSON.parse(decoder.decode(entry));
    if (typeof value !== 'object' || value === null || !('commitment' in value) || !('id' in value)) return undefined;
    const { commitment, id } = value;
    if (typeof commitment !== 'string' || typeof id !== 'string') return undefined;
    const hash = decodeBase64(commitment);
    return hash.length === hashBytes && id.isWellFormed() ? { id, commitment: hash } : undefined;
  } catch {
    return undefined;
  }
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

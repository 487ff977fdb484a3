import type { Refused } from '@cunjian/kernel';

/** Scans of up to 20 MB (decimal), as the largest attachment. */
export const maxBlobBytes = 20_000_000;

/** Bytes too large or too personal for an event, kept once under their SHA-256 (64 lower-case hex digits). */
export interface BlobStore {
  /**
   * Resolves to the hash once the bytes are durable, so that an event may name it. The same bytes again are no second copy.
   * `by`: the account that brought them.
   * Refuses: `blob.empty`, `blob.too-large` {bytes, limit}, `store.full`.
   */
  put(bytes: Uint8Array, by?: string): Promise<string | Refused>;
  /** Undefined where it was never put, or was erased. Throws where the bytes kept are no longer those of the hash. */
  get(sha256: string): Promise<Uint8Array | undefined>;
  has(sha256: string): Promise<boolean>;
  /**
   * Whether `by` ever brought these bytes: then alone a command of hers may name them. Hashes stand in events that many
   * may read, and would open the protected original to whoever names one in a draft of her own.
   */
  wasPutBy(sha256: string, by: string): Promise<boolean>;
  /** In bytes; undefined where `has` is false. */
  size(sha256: string): Promise<number | undefined>;
  /** Final, with the notes of who brought it. Nothing happens where it is not there. Append the event that says so first. */
  erase(sha256: string): Promise<void>;
}

export const isSha256Hex = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

import type { Digest, PersonalKindName } from '@cunjian/contracts';
import type { Refused } from '@cunjian/kernel';

export interface VaultEntry {
  readonly digest: Digest;
  /** `saltBytes` random bytes. */
  readonly salt: Uint8Array;
  readonly value: string;
  readonly kind: PersonalKindName;
  readonly division: string;
  /** YYYY-MM-DD; retention and end of display count from it. */
  readonly recordedOn: string;
  /** Random id of the person concerned, where there is one. */
  readonly subject?: string;
  /** Until an event names the digest: see `keepIfNamed`. Absent: it is kept as it is. */
  readonly pending?: Pending;
}

export interface Pending {
  /** The stream that the event is going to be appended to. */
  readonly stream: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly since: string;
}

export interface PendingValue extends Pending {
  readonly digest: Digest;
}

/** Without its salt, which few need: see `salts`. */
export interface KeptValue extends Omit<VaultEntry, 'salt' | 'pending'> {
  readonly state: 'kept';
  /** A restricted value is kept for a duty and shown to nobody. */
  readonly restricted: boolean;
}

export interface ErasedValue {
  readonly state: 'erased';
  readonly digest: Digest;
  readonly kind: PersonalKindName;
}

export type VaultRecord = KeptValue | ErasedValue;

/** A page of values due; `after` of the next page is the last digest. */
export interface DueOptions {
  /** Values whose retention ends on this day or earlier (YYYY-MM-DD). */
  readonly on: string;
  /** At most `maxDigestsPerCall`. */
  readonly limit: number;
}

/** Bound on every list of digests handed to a vault. */
export const maxDigestsPerCall = 20_000;

/**
 * The erasable values of one service. Not part of any event, hash or proof: whatever is done here, logs still verify.
 * Every change is durable before it resolves. Calls with more than `maxDigestsPerCall` items throw.
 */
export interface Vault {
  /** Before the event that names the digests is appended. A digest that is there already, erased ones too, stays as it is; one that is pending waits from now on. Refuses: `personal-data.vault-busy`. */
  put(entries: readonly VaultEntry[]): Promise<Refused | undefined>;
  /** Digests that were never here are left out. */
  get(digests: readonly string[]): Promise<ReadonlyMap<string, VaultRecord>>;
  /** Of the values kept: what proves that a digest is that of its value. Hand it to those alone who see the value in full. */
  salts(digests: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Digests of values kept about a person: what a request for access, restriction or erasure concerns. */
  ofSubject(subject: string): Promise<readonly Digest[]>;
  /** Overwrites value and salt; what remains is the digest, which the event holds anyway. Final. Append the erasure event first. */
  erase(digests: readonly string[]): Promise<void>;
  /** Hides at once, or shows again. */
  setRestricted(digests: readonly string[], restricted: boolean): Promise<void>;
  /** Sets the end of retention (YYYY-MM-DD), as when a person leaves the register; null: no end. */
  keepUntil(digests: readonly string[], date: string | null): Promise<void>;
  /** Values that events name now: they are no longer pending. */
  confirm(digests: readonly string[]): Promise<void>;
  /** Those that wait since `before` or longer, the oldest first. */
  pending(options: { readonly before: string; readonly limit: number }): Promise<readonly PendingValue[]>;
  /**
   * Forgets those of them that wait since `before` or longer, as if they had never been put: unlike an erased one, such a
   * value may be put again, by the same command sent once more.
   */
  discard(digests: readonly string[], before: string): Promise<void>;
  due(options: DueOptions): Promise<readonly KeptValue[]>;
  /** A consistent copy, mode 0600. Goes where erased data may not outlive its term: apart from the event backups. */
  backup(path: string): Promise<void>;
  close(): Promise<void>;
}

/** After a vault was restored from a backup: hides again what events say, in their order, and shows what they show. */
export const replayRestrictions = async (
  vault: Pick<Vault, 'setRestricted'>,
  restrictions: Iterable<{ readonly digests: readonly string[]; readonly restricted: boolean }>,
): Promise<void> => {
  for (const { digests, restricted } of restrictions)
    for (let i = 0; i < digests.length; i += maxDigestsPerCall)
      await vault.setRestricted(digests.slice(i, i + maxDigestsPerCall), restricted);
};

/**
 * After a vault was restored from a backup: erases again what events say was erased since.
 * Returns how many digests the events named.
 */
export const replayErasures = async (
  vault: Pick<Vault, 'erase'>,
  erasures: Iterable<{ readonly digests: readonly string[] }> | AsyncIterable<{ readonly digests: readonly string[] }>,
): Promise<number> => {
  let count = 0;
  for await (const { digests } of erasures) {
    for (let i = 0; i < digests.length; i += maxDigestsPerCall)
      await vault.erase(digests.slice(i, i + maxDigestsPerCall));
    count += digests.length;
  }
  return count;
};

import { isDigest, personalKinds, type Digest } from '@cunjian/contracts';
import { mask } from './masking.ts';
import { maxDigestsPerCall, type KeptValue, type Vault, type VaultRecord } from './vault.ts';

/** `full`, `masked` (张*), or `hidden`. */
export type Shown = 'full' | 'masked' | 'hidden';

export interface Viewer {
  /** What this viewer may see of a value, by its kind, subject and division. */
  right(value: KeptValue): Shown;
  /** Today in Asia/Shanghai, YYYY-MM-DD: values past the end of their display are masked. */
  readonly on: string;
}

/** Digests have become text; null: hidden, restricted or erased. */
export type Revealed<T> = T extends Digest
  ? string | null
  : T extends string | number | boolean | bigint | null | undefined
    ? T
    : { [Key in keyof T]: Revealed<T[Key]> };

/** Every string in the document that has the shape of a digest, each once. Others may have that shape: a vault does not know them. */
export const digestsIn = (document: unknown): readonly Digest[] => {
  const found = new Set<Digest>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      if (value.length === 43 && isDigest(value)) found.add(value);
    } else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) visit(item);
  };
  visit(document);
  return [...found];
};

/** Fills values in by right. Strings that `values` does not know stay as they are. */
export const revealDocument = <T>(
  document: T,
  values: ReadonlyMap<string, VaultRecord>,
  viewer: Viewer,
): Revealed<T> => {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const record = values.get(value);
      return record === undefined ? value : textOf(record, viewer);
    }
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fill(member)]));
  };
  return fill(document) as Revealed<T>;
};

/** One read of the vault per `maxDigestsPerCall` digests, whatever the number of documents: hand in the whole page. */
export const reveal = async <T>(vault: Pick<Vault, 'get'>, documents: T, viewer: Viewer): Promise<Revealed<T>> => {
  const digests = digestsIn(documents);
  const values = new Map<string, VaultRecord>();
  for (let i = 0; i < digests.length; i += maxDigestsPerCall)
    for (const [digest, record] of await vault.get(digests.slice(i, i + maxDigestsPerCall))) values.set(digest, record);
  return revealDocument(documents, values, viewer);
};

const textOf = (record: VaultRecord, viewer: Viewer): string | null => {
  if (record.state === 'erased' || record.restricted) return null;
  const right = viewer.right(record);
  if (right === 'hidden') return null;
  return right === 'full' && !displayEnded(record, viewer.on)
    ? record.value
    : mask(personalKinds[record.kind].masking, record.value);
};

const dayMs = 86_400_000;

const displayEnded = ({ kind, recordedOn }: KeptValue, on: string): boolean => {
  const days = personalKinds[kind].displayDays;
  return days !== null && Date.parse(on) - Date.parse(recordedOn) >= days * dayMs;
};

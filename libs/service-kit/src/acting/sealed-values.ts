import { digestsIn, maxDigestsPerCall, revealDocument, type VaultRecord, type Viewer } from '@cunjian/personal-data';
import type { ServiceRuntime } from '../runtime.ts';

/** A value of which an event holds the digest alone: SHA-256(salt ‖ canonical JSON of value), base64url. */
export type SealedValue =
  | { readonly digest: string; readonly state: 'open'; readonly salt: string; readonly value: string }
  /** `withheld`: the caller sees it masked or not at all; to her it stays a digest, in the event as on the page. */
  | { readonly digest: string; readonly state: 'withheld' | 'erased' };

/** What opens the digests of a document, by right: only what the viewer sees in full is opened. */
export const sealedValues = async (
  vault: Pick<ServiceRuntime['vault'], 'get' | 'salts'>,
  document: object,
  viewer: Viewer,
): Promise<readonly SealedValue[]> => {
  const digests = digestsIn(document);
  const records = new Map<string, VaultRecord>();
  const salts = new Map<string, Uint8Array>();
  for (let from = 0; from < digests.length; from += maxDigestsPerCall) {
    const part = digests.slice(from, from + maxDigestsPerCall);
    for (const [digest, record] of await vault.get(part)) records.set(digest, record);
    for (const [digest, salt] of await vault.salts(part)) salts.set(digest, salt);
  }
  const shown = revealDocument(digests, records, viewer);
  return digests.flatMap((digest, at): readonly SealedValue[] => {
    const [record, salt] = [records.get(digest), salts.get(digest)];
    if (record === undefined) return [];
    if (record.state === 'erased') return [{ digest, state: 'erased' }];
    const isShown = record.value === shown[at] && salt !== undefined;
    return isShown
      ? [{ digest, state: 'open', salt: Buffer.from(salt).toString('base64'), value: record.value }]
      : [{ digest, state: 'withheld' }];
  });
};

import { canonicalJson } from '@cunjian/kernel';
import { combine, split } from 'shamir-secret-sharing';
import { concat, utf8 } from '../bytes.ts';
import { sha256 } from '../web-crypto.ts';
import { hpke, hpkeEncBytes, hpkeTagBytes, type HpkePublicKey } from './hpke.ts';
import type { Officer, OfficerKey } from './officer-key.ts';

export const contentKeyBytes = 32;

/** A share of Shamir's: a byte for each of the key's, and where on the curve it lies. */
const shareBytes = contentKeyBytes + 1;
export const sealedShareBytes = hpkeEncBytes + shareBytes + hpkeTagBytes;

/** What a ballot's parts are bound to: no part of it holds in another ballot, under another token, for another officer. */
export interface Binding {
  readonly ballot: string;
  /** As `tokenHashOf` gives it. */
  readonly tokenHash: string;
}

export const bound = (binding: Binding, part: string): Uint8Array =>
  utf8(canonicalJson({ ballot: binding.ballot, part, purpose: 'cunjian secret ballot v1', token: binding.tokenHash }));

/** SHA-256; 32 random bytes can't be guessed from it. AES-GCM alone would let a ciphertext open under two keys. */
export const commitTo = (contentKey: Uint8Array, binding: Binding): Promise<Uint8Array> =>
  sha256(concat(bound(binding, 'commitment'), contentKey));

const shareInfo = (officer: Officer): string => `share of officer ${officer + 1}`;

const officers = 3;
const neededShares = 2;

/** Splits a key 2 of 3 and seals each share to its officer, in their order. */
export const sealShares = async (
  contentKey: Uint8Array,
  binding: Binding,
  keys: readonly [HpkePublicKey, HpkePublicKey, HpkePublicKey],
): Promise<readonly [Uint8Array, Uint8Array, Uint8Array]> => {
  const shares = await split(contentKey, officers, neededShares);
  const sealed = async (officer: Officer): Promise<Uint8Array> => {
    const info = bound(binding, shareInfo(officer));
    const share = shares[officer] ?? new Uint8Array(0);
    const { enc, ct } = await hpke.seal({ recipientPublicKey: keys[officer], info }, share);
    return concat(new Uint8Array(enc), new Uint8Array(ct));
  };
  return Promise.all([sealed(0), sealed(1), sealed(2)]);
};

/** Undefined where it was not sealed to this officer for this ballot and token. */
export const openShare = async (
  sealed: Uint8Array,
  binding: Binding,
  { officer, pair }: OfficerKey,
): Promise<Uint8Array | undefined> => {
  const enc = sealed.slice(0, hpkeEncBytes);
  const info = bound(binding, shareInfo(officer));
  try {
    return new Uint8Array(await hpke.open({ recipientKey: pair, enc, info }, sealed.slice(hpkeEncBytes)));
  } catch {
    return undefined;
  }
};

/** Some key or none: whether it is the one that was split, the commitment tells. */
export const combineShares = async (first: Uint8Array, second: Uint8Array): Promise<Uint8Array | undefined> => {
  try {
    return await combine([first, second]);
  } catch {
    // Two shares of the same place: whoever sealed them sealed no key.
    return undefined;
  }
};

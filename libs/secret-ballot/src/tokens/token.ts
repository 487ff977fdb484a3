import { canonicalJson, refuse, type Refused } from '@cunjian/kernel';
import { portableEd25519, type Ed25519 } from '@cunjian/tlog';
import { decodeBase64Url, encodeBase64Url, utf8 } from '../bytes.ts';
import { deriveBlinding, deriveOneTimeSecret } from '../recovery/derive.ts';
import type { LoadedSetting } from '../setting.ts';
import { sha256 } from '../web-crypto.ts';
import { blind, finalize, prepare, prefixBytes, type IssuerKey } from './rsabssa.ts';

/** What one issuer gave to a token: both base64url. */
export interface IssuerSignature {
  /** 32 bytes, before the message. */
  readonly prefix: string;
  /** 256 bytes, on prefix and message. */
  readonly signature: string;
}

/** The right to cast one ballot, as everybody may see it: it says nothing of whose it is. */
export interface Token {
  /** Ed25519, 32 bytes, base64url. */
  readonly key: string;
  /** In the order of the setting's issuers. */
  readonly signatures: readonly [IssuerSignature, IssuerSignature];
}

/** A token with the key that uses it: stays on the voter's device. */
export interface OwnToken {
  readonly token: Token;
  /** The seed of RFC 8032, 32 bytes. */
  readonly secret: Uint8Array;
}

export const publicKeyBytes = 32;

/** What both issuers sign, without seeing it. It names the ballot, though a key of an issuer serves one ballot only. */
export const tokenMessage = (ballot: string, key: string): Uint8Array =>
  utf8(canonicalJson({ ballot, key, purpose: 'cunjian secret ballot token v1' }));

/** SHA-256 of the public key, base64url: names a token in the box. */
export const tokenHashOf = async ({ key }: Pick<Token, 'key'>): Promise<string> =>
  encodeBase64Url(await sha256(decodeBase64Url(key, publicKeyBytes) ?? new Uint8Array(0)));

interface Request {
  readonly prefix: Uint8Array;
  readonly prepared: Uint8Array;
  readonly blinded: Uint8Array;
  readonly inverse: bigint;
}

const requestOf = async (ballot: string, issuer: IssuerKey, seed: Uint8Array, key: string): Promise<Request> => {
  const { prefix, ...blinding } = await deriveBlinding(seed, ballot, issuer);
  const prepared = prepare(tokenMessage(ballot, key), prefix);
  return { prefix, prepared, ...(await blind(issuer, prepared, blinding)) };
};

const requestsOf = async (setting: LoadedSetting, seed: Uint8Array, ed25519: Ed25519) => {
  const secret = await deriveOneTimeSecret(seed, setting.ballot);
  const key = encodeBase64Url(ed25519.publicKey(secret));
  const [first, second] = setting.issuers;
  return {
    secret,
    key,
    requests: [
      await requestOf(setting.ballot, first, seed, key),
      await requestOf(setting.ballot, second, seed, key),
    ] as const,
  };
};

/**
 * What the voter asks each of the two issuers to sign, base64url of 256 bytes. The same seed gives the same requests, so
 * that an issuer who keeps its answers gives them again to a voter who has lost her phone, and never a second token.
 */
export const requestToken = async (
  setting: LoadedSetting,
  seed: Uint8Array,
  ed25519: Ed25519 = portableEd25519,
): Promise<readonly [string, string]> => {
  const { requests } = await requestsOf(setting, seed, ed25519);
  return [encodeBase64Url(requests[0].blinded), encodeBase64Url(requests[1].blinded)];
};

/** The token from both answers. Refuses `token.bad-answer`: an issuer signed something else, or with another key. */
export const finishToken = async (
  setting: LoadedSetting,
  seed: Uint8Array,
  answers: readonly [string, string],
  ed25519: Ed25519 = portableEd25519,
): Promise<OwnToken | Refused> => {
  const { secret, key, requests } = await requestsOf(setting, seed, ed25519);
  const signed = async (at: 0 | 1): Promise<IssuerSignature | undefined> => {
    const issuer = setting.issuers[at];
    const { prefix, prepared, inverse } = requests[at];
    const answer = decodeBase64Url(answers[at], issuer.bytes) ?? new Uint8Array(0);
    const signature = await finalize(issuer, prepared, answer, inverse);
    return signature && { prefix: encodeBase64Url(prefix), signature: encodeBase64Url(signature) };
  };
  const first = await signed(0);
  if (first === undefined) return refuse('token.bad-answer', { issuer: 1 });
  const second = await signed(1);
  if (second === undefined) return refuse('token.bad-answer', { issuer: 2 });
  return { token: { key, signatures: [first, second] }, secret };
};

/** Refuses `token.unsigned` where neither issuer signed it, `token.half-signed` where one did. */
export const checkToken = async (setting: LoadedSetting, token: Token): Promise<Refused | undefined> => {
  const message = tokenMessage(setting.ballot, token.key);
  const holds = (at: 0 | 1): Promise<boolean> => {
    const issuer = setting.issuers[at];
    const prefix = decodeBase64Url(token.signatures[at].prefix, prefixBytes);
    const signature = decodeBase64Url(token.signatures[at].signature, issuer.bytes);
    return prefix && signature ? issuer.verify(signature, prepare(message, prefix)) : Promise.resolve(false);
  };
  const [first, second] = await Promise.all([holds(0), holds(1)]);
  if (first && second) return undefined;
  return first || second
    ? refuse('token.half-signed', { issuer: first ? 2 : 1 }, 'token.signatures')
    : refuse('token.unsigned', {}, 'token.signatures');
};

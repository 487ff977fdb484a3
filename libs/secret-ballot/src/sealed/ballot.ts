import { canonicalJson, isCanonicalJson, refuse, type Refused } from '@cunjian/kernel';
import { base64UrlLength, decodeBase64Url, utf8 } from '../bytes.ts';
import type { LoadedSetting } from '../setting.ts';
import { issuerKeyBytes, prefixBytes } from '../tokens/rsabssa.ts';
import { publicKeyBytes, type Token } from '../tokens/token.ts';
import { aesGcmTagBytes } from '../web-crypto.ts';
import { paddedBytes } from './choice.ts';
import { sealedShareBytes } from './content-key.ts';

export const ballotFormat = 'cunjian-secret-ballot-v1';
export const signatureBytes = 64;
const commitmentBytes = 32;

/** All but the signature: what is signed. Byte strings are base64url. */
export interface UnsignedBallot {
  readonly format: typeof ballotFormat;
  /** Its id. */
  readonly ballot: string;
  readonly token: Token;
  /** AES-256-GCM of the padded choice, under the content key. */
  readonly choice: string;
  /** To the content key. */
  readonly commitment: string;
  /** Of the content key, one for each officer, in their order: enc and ciphertext of HPKE. */
  readonly shares: readonly [string, string, string];
}

/** A ballot as it is cast, stored and published; its text is canonical JSON. */
export interface SecretBallot extends UnsignedBallot {
  /** Ed25519 by the token's key. */
  readonly signature: string;
}

/** The text without its signature, as UTF-8. */
export const signedBytes = ({ format, ballot, token, choice, commitment, shares }: UnsignedBallot): Uint8Array =>
  utf8(canonicalJson({ format, ballot, token, choice, commitment, shares }));

export const sealedChoiceBytes = (choiceBytes: number): number => paddedBytes(choiceBytes) + aesGcmTagBytes;

/** A number is a byte string of so many bytes in base64url, a text is itself. */
type Shape = number | string | readonly Shape[] | { readonly [name: string]: Shape };

type Known = Pick<LoadedSetting, 'ballot' | 'choiceBytes'>;

const shapeOf = ({ ballot, choiceBytes }: Known): Shape => {
  const issuer = { prefix: prefixBytes, signature: issuerKeyBytes };
  return {
    format: ballotFormat,
    ballot,
    token: { key: publicKeyBytes, signatures: [issuer, issuer] },
    choice: sealedChoiceBytes(choiceBytes),
    commitment: commitmentBytes,
    shares: [sealedShareBytes, sealedShareBytes, sealedShareBytes],
    signature: signatureBytes,
  };
};

/** Path of the first part of `value` that is not as the shape says: a member too many or too few, another length. */
const misfit = (value: unknown, shape: Shape, at: string): string | undefined => {
  if (typeof shape === 'number') return decodeBase64Url(value, shape) === undefined ? at : undefined;
  if (typeof shape === 'string') return value === shape ? undefined : at;
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== Array.isArray(shape)) return at;
  const names = Object.keys(shape);
  if (Object.keys(value).length !== names.length) return at;
  for (const [name, part] of Object.entries(shape)) {
    if (!Object.hasOwn(value, name)) return at;
    const found = misfit(Reflect.get(value, name), part, at === '' ? name : `${at}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
};

const filled = (shape: Shape): unknown => {
  if (typeof shape === 'number') return 'A'.repeat(base64UrlLength(shape));
  if (typeof shape === 'string') return shape;
  if (Array.isArray(shape)) return shape.map(filled);
  return Object.fromEntries(Object.entries(shape).map(([name, part]) => [name, filled(part)]));
};

/** How many bytes each ballot's text has: the same for all, whatever was chosen. */
export const ballotBytes = (setting: Known): number => canonicalJson(filled(shapeOf(setting))).length;

/**
 * Strict: canonical JSON, each member there and none beside, each of its exact length.
 * Refuses `secret-ballot.malformed`, `secret-ballot.other-ballot`. Says nothing of its signatures: `checkBallot`.
 */
export const parseBallot = (text: string, setting: Known): SecretBallot | Refused => {
  const malformed = (at: string): Refused => refuse('secret-ballot.malformed', { at }, 'ballot');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return malformed('JSON');
  }
  const found = misfit(value, shapeOf(setting), '');
  if (found === 'ballot') return refuse('secret-ballot.other-ballot', { expected: setting.ballot }, 'ballot');
  if (found !== undefined) return malformed(found === '' ? 'members' : found);
  return isCanonicalJson(text, value) ? (value as SecretBallot) : malformed('canonical JSON');
};

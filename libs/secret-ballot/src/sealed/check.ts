import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import { portableEd25519, type Ed25519 } from '@cunjian/tlog';
import { decodeBase64Url, encodeBase64Url, utf8 } from '../bytes.ts';
import type { LoadedSetting } from '../setting.ts';
import { checkToken, publicKeyBytes, tokenHashOf } from '../tokens/token.ts';
import { sha256 } from '../web-crypto.ts';
import { parseBallot, signatureBytes, signedBytes, type SecretBallot } from './ballot.ts';

/** A ballot that may be counted once, whoever cast it. */
export interface CheckedBallot {
  readonly ballot: SecretBallot;
  /** SHA-256 of the token's key, base64url: one ballot counts for each. */
  readonly tokenHash: string;
}

/** SHA-256 of the text, base64url: names a cast ballot in receipts. */
export const ballotHashOf = async (text: string): Promise<string> => encodeBase64Url(await sha256(utf8(text)));

const signedByToken = (ballot: SecretBallot, ed25519: Ed25519): boolean => {
  const signature = decodeBase64Url(ballot.signature, signatureBytes);
  const key = decodeBase64Url(ballot.token.key, publicKeyBytes);
  return signature !== undefined && key !== undefined && ed25519.verify(signature, signedBytes(ballot), key);
};

/**
 * All that can be said of a ballot while it is sealed: the form, the ballot it is for, the signature of its token's key,
 * and both issuers' signatures on the token.
 * Refuses as `parseBallot` and `checkToken`, and `secret-ballot.changed`.
 */
export const checkBallot = async (
  text: string,
  setting: LoadedSetting,
  ed25519: Ed25519 = portableEd25519,
): Promise<CheckedBallot | Refused> => {
  const ballot = parseBallot(text, setting);
  if (isRefused(ballot)) return ballot;
  if (!signedByToken(ballot, ed25519)) return refuse('secret-ballot.changed', {}, 'ballot');
  return (await checkToken(setting, ballot.token)) ?? { ballot, tokenHash: await tokenHashOf(ballot.token) };
};

import { canonicalJson, refuse, type Random, type Refused } from '@cunjian/kernel';
import { portableEd25519, type Ed25519 } from '@cunjian/tlog';
import { encodeBase64Url } from '../bytes.ts';
import type { LoadedSetting } from '../setting.ts';
import { tokenHashOf, type OwnToken } from '../tokens/token.ts';
import { encryptOnce } from '../web-crypto.ts';
import { ballotFormat, signedBytes, type SecretBallot, type UnsignedBallot } from './ballot.ts';
import { padChoice } from './choice.ts';
import { bound, commitTo, contentKeyBytes, sealShares } from './content-key.ts';

export interface Choosing {
  readonly setting: LoadedSetting;
  readonly own: OwnToken;
  /** What the voter chose, as the question's kind writes it down: any JSON value. */
  readonly choice: unknown;
  readonly random: Pick<Random, 'bytes'>;
  readonly ed25519?: Ed25519;
}

/**
 * The text to cast: canonical JSON of `ballotBytes` bytes. Refuses `secret-ballot.choice-too-long`.
 * HPKE and Shamir take their randomness from the platform; two ballots are never the same.
 */
export const sealBallot = async (choosing: Choosing): Promise<string | Refused> => {
  const { setting, own, choice, random, ed25519 = portableEd25519 } = choosing;
  const padded = padChoice(choice, setting.choiceBytes);
  if (padded === undefined) return refuse('secret-ballot.choice-too-long', { limit: setting.choiceBytes }, 'choice');
  const binding = { ballot: setting.ballot, tokenHash: await tokenHashOf(own.token) };
  const contentKey = random.bytes(contentKeyBytes);
  const [sealed, commitment, shares] = await Promise.all([
    encryptOnce(contentKey, bound(binding, 'choice'), padded),
    commitTo(contentKey, binding),
    sealShares(contentKey, binding, setting.officers),
  ]);
  const unsigned: UnsignedBallot = {
    format: ballotFormat,
    ballot: setting.ballot,
    token: own.token,
    choice: encodeBase64Url(sealed),
    commitment: encodeBase64Url(commitment),
    shares: [encodeBase64Url(shares[0]), encodeBase64Url(shares[1]), encodeBase64Url(shares[2])],
  };
  const signature = encodeBase64Url(ed25519.sign(signedBytes(unsigned), own.secret));
  return canonicalJson({ ...unsigned, signature } satisfies SecretBallot);
};

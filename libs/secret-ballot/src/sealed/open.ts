import { refuse, type Refused } from '@cunjian/kernel';
import { decodeBase64Url, encodeBase64Url } from '../bytes.ts';
import type { LoadedSetting } from '../setting.ts';
import { decryptOnce } from '../web-crypto.ts';
import { sealedChoiceBytes } from './ballot.ts';
import type { CheckedBallot } from './check.ts';
import { readChoice } from './choice.ts';
import { bound, combineShares, commitTo, openShare, sealedShareBytes, type Binding } from './content-key.ts';
import type { OfficerKey } from './officer-key.ts';

/**
 * The choice in a ballot, by the keys of two officers: the first two whose keys stand in the log.
 * What is refused here is an invalid ballot, by her who cast it alone: `secret-ballot.share-unreadable`,
 * `secret-ballot.shares-disagree`, `secret-ballot.choice-unreadable`. Whether the choice is one that the question
 * allows is the tally's affair. Throws (a bug) where both keys are one officer's.
 */
export const openBallot = async (
  { ballot, tokenHash }: CheckedBallot,
  setting: LoadedSetting,
  keys: readonly [OfficerKey, OfficerKey],
): Promise<{ readonly choice: unknown } | Refused> => {
  if (keys[0].officer === keys[1].officer) throw new RangeError('two officers open a ballot');
  const binding: Binding = { ballot: setting.ballot, tokenHash };
  const share = (key: OfficerKey): Promise<Uint8Array | undefined> =>
    openShare(decodeBase64Url(ballot.shares[key.officer], sealedShareBytes) ?? new Uint8Array(0), binding, key);
  const [first, second] = await Promise.all([share(keys[0]), share(keys[1])]);
  if (first === undefined || second === undefined)
    return refuse('secret-ballot.share-unreadable', {
      officer: keys[first === undefined ? 0 : 1].officer + 1,
    });
  const contentKey = await combineShares(first, second);
  if (contentKey === undefined || encodeBase64Url(await commitTo(contentKey, binding)) !== ballot.commitment)
    return refuse('secret-ballot.shares-disagree');
  const sealed = decodeBase64Url(ballot.choice, sealedChoiceBytes(setting.choiceBytes)) ?? new Uint8Array(0);
  const padded = await decryptOnce(contentKey, bound(binding, 'choice'), sealed);
  return (padded && readChoice(padded)) ?? refuse('secret-ballot.choice-unreadable');
};

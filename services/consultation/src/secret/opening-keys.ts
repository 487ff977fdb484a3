import { isRefused } from '@cunjian/kernel';
import { foldHistory, instantOf, loadStream } from '@cunjian/service-kit/acting';
import type { BallotTerms, KeyHolder, TokenIssuer } from '../ballot/ballot.ts';
import type { Consultation } from '../consultation-context.ts';
import { prepareIssuers } from '../issuers/prepare-issuers.ts';
import { keyHoldersDecider, keysStream } from './key-holders.ts';

export interface OpeningKeys {
  readonly issuers: readonly TokenIssuer[];
  readonly holders: readonly KeyHolder[];
}

const none: OpeningKeys = { issuers: [], holders: [] };

/**
 * The keys that a ballot's opening names; none where it is not cast secretly online, or some are missing. Throws while the
 * second issuer is away, so that the opening is tried again, until the window of its tokens has passed.
 */
export const openingKeys = async (consultation: Consultation, terms: BallotTerms): Promise<OpeningKeys> => {
  const { ballot, secrecy, channels, times } = terms;
  if (secrecy !== 'secret' || !channels.includes('online') || consultation.secret === undefined) return none;
  const holders = foldHistory(keyHoldersDecider, await loadStream(consultation, keysStream(ballot)));
  const issuers = await prepareIssuers(consultation.secret, ballot);
  if (!isRefused(issuers)) return { issuers, holders };
  const [{ code }] = issuers.refused;
  if (code === 'issuer.unreachable' && instantOf(consultation) < (times.tokensUntil ?? times.closesAt))
    throw new Error(`${ballot} can't open yet: ${code}`);
  return none;
};

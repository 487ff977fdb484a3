import { isRefused } from '@cunjian/kernel';
import { foldHistory, loadStream } from '@cunjian/service-kit/acting';
import type { BallotTerms, KeyHolder, TokenIssuer } from '../ballot/ballot.ts';
import type { Consultation } from '../consultation-context.ts';
import { prepareIssuers } from '../issuers/prepare-issuers.ts';
import { keyHoldersDecider, keysStream } from './key-holders.ts';

export interface OpeningKeys {
  readonly issuers: readonly TokenIssuer[];
  readonly holders: readonly KeyHolder[];
}

const none: OpeningKeys = { issuers: [], holders: [] };

/** The keys that a ballot's opening names; none where it is not cast secretly online, or where an issuer's is missing. */
export const openingKeys = async (consultation: Consultation, terms: BallotTerms): Promise<OpeningKeys> => {
  const { ballot, secrecy, channels } = terms;
  if (secrecy !== 'secret' || !channels.includes('online') || consultation.secret === undefined) return none;
  const holders = foldHistory(keyHoldersDecider, await loadStream(consultation, keysStream(ballot)));
  const issuers = await prepareIssuers(consultation.secret, ballot);
  return isRefused(issuers) ? none : { issuers, holders };
};

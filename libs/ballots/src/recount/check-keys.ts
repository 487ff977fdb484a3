import type { BallotLog } from './ballot-log.ts';
import { isCastOnline, type OpenedEntry } from './check-terms.ts';
import type { Find } from './finding.ts';

/**
 * The box is sealed to keys that three officers lodged before the opening, in their order: to any other, whoever holds it
 * reads the votes while people cast them.
 */
export const checkKeys = (log: BallotLog, { opened, openedAt, openedWhere }: OpenedEntry, find: Find): void => {
  if (!isCastOnline(opened)) return;
  const lodged = log.of('key-lodged').filter(({ at }) => at < openedAt);
  for (const [at, { office, person, key }] of opened.holders.entries()) {
    const one = lodged[at]?.data;
    if (one?.office !== office || one.person !== person || one.key !== key)
      find('key.not-lodged', openedWhere, { office });
  }
};

/** Issuers whose keys a reader has from their own hands: each must be one of the two that the ballot opened with. */
export const checkIssuers = ({ opened, openedWhere }: OpenedEntry, trusted: readonly string[], find: Find): void => {
  if (!isCastOnline(opened)) return;
  const named = new Set(opened.issuers.map(({ vkey }) => vkey));
  for (const vkey of trusted) if (!named.has(vkey)) find('issuer.another', openedWhere, { vkey });
};

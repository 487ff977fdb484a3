import type { RuleTerm } from '@cunjian/contracts';
import type { BallotLog } from './ballot-log.ts';
import type { OpenedEntry } from './check-terms.ts';
import type { Find } from './finding.ts';
import { dayOf } from './times.ts';

/** So many calendar days lie between two days at least; working days and holidays only make them more. */
const atLeast = ({ days, firstDayCounts }: RuleTerm): number => days - (firstDayCounts ? 1 : 0);

/** Days that the rule gives people: to hear of the ballot, to read its roll and to object to it. */
export const checkDays = (log: BallotLog, { opened }: OpenedEntry, find: Find): void => {
  const { notice, rollPublished, objectWithin } = opened.rule;
  const opening = dayOf(opened.times.opensAt);
  const [called] = log.of('ballot-called');
  const [drawn] = log.of('roll-drawn');
  const [frozen] = log.of('roll-frozen');
  if (called !== undefined && notice !== undefined && opening - dayOf(called.time) < atLeast(notice))
    find('ballot.notice-too-short', called.where, { days: notice.days });
  if (drawn === undefined) return;
  if (rollPublished !== undefined && opening - dayOf(drawn.time) < atLeast(rollPublished))
    find('roll.published-too-short', drawn.where, { days: rollPublished.days });
  if (frozen === undefined || objectWithin === undefined) return;
  if (dayOf(frozen.time) - dayOf(drawn.time) < atLeast(objectWithin))
    find('roll.frozen-too-early', frozen.where, { days: objectWithin.days });
};

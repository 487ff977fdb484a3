import { resourceOf } from '@cunjian/access';
import { divisionCode, nationalDivision, type RuleUse } from '@cunjian/contracts';
import { todayOf } from '@cunjian/service-kit/acting';
import { meetingsInForce, periodOf, reaches, startOfDay, type MeetingRule, type PeriodLength } from '@cunjian/statutes';
import { z } from 'zod';
import type { Consultation, Procedures } from '../consultation-context.ts';
import {
  representativesMeetings,
  type RepresentativesMeetingsDocument,
} from '../projections/representatives-meetings.ts';
import { bodiesOfVillage } from './look-ups.ts';

/** Whether the villagers' representatives have met in the period that today is in. */
export interface MeetingDuty {
  readonly division: string;
  readonly within: PeriodLength;
  readonly firstDay: string;
  /** By when they meet. */
  readonly lastDay: string;
  /** The latest day of the period on which they did, and were a quorum. */
  readonly metOn?: string | undefined;
  /** They have not, and the last month of the period has begun. */
  readonly isDueSoon: boolean;
  readonly rules: readonly RuleUse[];
}

const monthOf = (day: string): string => day.slice(0, 'YYYY-MM'.length);

const dutyOf = (
  { within, quorum, rules }: MeetingRule,
  { division, meetings }: RepresentativesMeetingsDocument,
  today: string,
): MeetingDuty => {
  const { firstDay, lastDay } = periodOf(within, startOfDay(today));
  // A ballot that is not counted yet has met; a meeting without a quorum has not.
  const met = meetings.find(
    ({ on, turnout }) =>
      firstDay <= on &&
      on <= lastDay &&
      (turnout === undefined || quorum === undefined || reaches(quorum, turnout.present, turnout.members)),
  );
  const isDueSoon = met === undefined && monthOf(today) === monthOf(lastDay);
  return { division, within, firstDay, lastDay, metOn: met?.on, isDueSoon, rules };
};

export const meetingQueries = (consultation: Consultation, { query }: Procedures) => ({
  /** Of one village; null where it has no representatives, no rule says how often they meet, or it is not for the caller. */
  ofRepresentatives: query('meeting.read', representativesMeetings)
    .input(z.object({ division: divisionCode }))
    .query(async ({ ctx, input: { division } }) => {
      const bodies = (await bodiesOfVillage(consultation, division)).filter(
        ({ dissolvedOn }) => dissolvedOn === undefined,
      );
      const committee = bodies.find(({ kind }) => kind === 'villagers-committee');
      const allowed = ctx.may(committee === undefined ? { division: nationalDivision } : resourceOf(committee));
      if (!allowed || committee === undefined || !bodies.some(({ kind }) => kind === 'representatives'))
        return ctx.answer(null);
      const today = todayOf(consultation);
      const { body, kind: bodyKind } = committee;
      const rule = meetingsInForce(consultation.ruleBook, { body, bodyKind, division, date: today });
      const found = (await consultation.models.representativesMeetings.get([division])).get(division);
      return ctx.answer(rule === undefined ? null : dutyOf(rule, found ?? { division, meetings: [] }, today));
    }),
});

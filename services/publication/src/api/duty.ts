import { idInput, todayOf } from '@cunjian/service-kit/acting';
import { resourceOf } from '@cunjian/access';
import { nationalDivision, type DueDate } from '@cunjian/contracts';
import { z } from 'zod';
import { endedPeriods } from '../disclosure/period.ts';
import { coverage, isPublished } from '../projections/coverage.ts';
import { owedBy } from '../projections/duty-spans.ts';
import { type Procedures, type Publication } from '../publication-context.ts';
import { calendarKind, dutyInForce, publishDue, type Duty } from '../rules.ts';
import { bodyById } from './look-ups.ts';

/** Periods looked back on: two years of quarters. */
const shownPeriods = 8;

export interface OwedPeriod {
  readonly period: string;
  readonly from: string;
  readonly to: string;
  readonly due: DueDate;
  readonly published: boolean;
}

export interface BodyDuty extends Duty {
  readonly body: string;
  /** Whether the period is `periodWhereBusy`. */
  readonly manyTransactions: boolean;
  /** Newest first; empty for a body that owes nothing. */
  readonly periods: readonly OwedPeriod[];
}

export const duty = (publication: Publication, { query }: Procedures) => ({
  /** What the rule in force asks of a body: how often, until when, and what of it is there. Public, as the law is. */
  duty: query('bodies.read', coverage)
    .input(z.object({ body: idInput }))
    .query(async ({ ctx, input: { body: id } }) => {
      ctx.may({ division: nationalDivision });
      const body = await bodyById(publication, id);
      if (body === undefined || !ctx.may(resourceOf(body))) return ctx.answer<BodyDuty | undefined>(undefined);
      const today = todayOf(publication);
      const { kind: bodyKind, division, manyTransactions = false } = body;
      const ruled = dutyInForce(publication.ruleBook, { body: id, bodyKind, division, date: today });
      const covered = (await publication.models.coverage.get([id])).get(id);
      const owed = owedBy(covered?.duty ?? []);
      const every = manyTransactions ? ruled.periodWhereBusy : ruled.period;
      const periods = endedPeriods(calendarKind(every), today, shownPeriods)
        .filter(({ key }) => owed.owes(key))
        .map(({ key, from, to }) => ({
          ...{ period: key, from, to, due: publishDue(ruled, { period: key, to }) },
          published: covered !== undefined && isPublished(covered, key),
        }));
      return ctx.answer<BodyDuty>({ body: id, ...ruled, manyTransactions, periods });
    }),
});

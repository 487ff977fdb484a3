import { resourceOf } from '@cunjian/access';
import { nationalDivision, type DueDate } from '@cunjian/contracts';
import { z } from 'zod';
import { endedPeriods } from '../disclosure/period.ts';
import { coverage, coverageKey, isPublished } from '../projections/coverage.ts';
import { todayOf, type Procedures, type Publication } from '../publication-context.ts';
import { dutyInForce, publishDue, type Duty } from '../rules.ts';
import { idInput } from './inputs.ts';
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
  /** Newest first; empty for a body that owes nothing. */
  readonly periods: readonly OwedPeriod[];
}

/** Half-years have no key of their own: their quarters are asked for. */
const kindOf = (period: Duty['period']) => (period === 'half-year' ? 'quarter' : period);

export const duty = (publication: Publication, { query }: Procedures) => ({
  /** What the rule in force asks of a body: how often, until when, and what of it is there. Public, as the law is. */
  duty: query('bodies.read', coverage)
    .input(z.object({ body: idInput }))
    .query(async ({ ctx, input: { body: id } }) => {
      ctx.may({ division: nationalDivision });
      const body = await bodyById(publication, id);
      if (body === undefined || !ctx.may(resourceOf(body))) return ctx.answer<BodyDuty | undefined>(undefined);
      const today = todayOf(publication);
      const { kind: bodyKind, division, owesDisclosure, from } = body;
      const ruled = dutyInForce(publication.ruleBook, { body: id, bodyKind, division, date: today });
      const ended = owesDisclosure ? endedPeriods(kindOf(ruled.period), today, shownPeriods) : [];
      const owed = ended.filter(({ to }) => to >= from);
      const covered = await publication.models.coverage.get(owed.map(({ key }) => coverageKey(id, key)));
      const periods = owed.map(({ key, from, to }) => {
        const document = covered.get(coverageKey(id, key));
        const published = document !== undefined && isPublished(document);
        return { period: key, from, to, due: publishDue(ruled, to), published };
      });
      return ctx.answer<BodyDuty>({ body: id, ...ruled, periods });
    }),
});

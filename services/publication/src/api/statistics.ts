import { codesInput } from '@cunjian/service-kit/acting';
import { bodyKinds, type BodyKind } from '@cunjian/contracts';
import { rollUpKey } from '@cunjian/processing';
import { z } from 'zod';
import { coverage } from '../projections/coverage.ts';
import { owingIn } from '../projections/duty-spans.ts';
import { objections } from '../projections/objections.ts';
import type { Procedures, Publication } from '../publication-context.ts';
import { checkedPeriod, periodInput } from './inputs.ts';

/** Counts of bodies, but for objections and questions. What is missing is shown as missing, never left out. */
export interface PeriodStatistics {
  readonly division: string;
  readonly period: string;
  readonly bodyKind: BodyKind;
  /** The denominator: bodies that the rules ask for this period, months where they ask for months. 0 for a matter. */
  readonly owing: number;
  /** These three of all bodies that owe disclosures, however often. */
  readonly drafted: number;
  readonly published: number;
  /** Hanging on every notice board of the body. */
  readonly posted: number;
  /** Those that owe it and have not published it. */
  readonly missing: number;
  readonly objections: number;
  readonly questions: number;
  /** Replies that were due and have not come. */
  readonly overdue: number;
}

export const statisticsOf = async (
  { models }: Pick<Publication, 'models'>,
  divisions: readonly string[],
  period: string,
  bodyKind: BodyKind,
): Promise<readonly PeriodStatistics[]> => {
  const bucket = `${bodyKind}|${period}`;
  const keys = (bucket: string) => divisions.map((division) => rollUpKey(division, bucket));
  const [covered, owed, raised] = await Promise.all([
    models.rollUps.coverage.get(keys(bucket)),
    models.rollUps.coverage.get(keys(bodyKind)),
    models.rollUps.objections.get(keys(bucket)),
  ]);
  return divisions.map((division) => {
    const { drafted = 0, published = 0, posted = 0, met = 0 } = covered.get(rollUpKey(division, bucket))?.counts ?? {};
    const owing = owingIn(owed.get(rollUpKey(division, bodyKind))?.counts ?? {}, period);
    const { objections = 0, questions = 0, overdue = 0 } = raised.get(rollUpKey(division, bucket))?.counts ?? {};
    const missing = owing - met;
    return { division, period, bodyKind, owing, drafted, published, posted, missing, objections, questions, overdue };
  });
};

export const statistics = (publication: Publication, { query }: Procedures) => ({
  /** One entry per division that the caller oversees; each costs the same whatever lies below it. */
  statistics: query('disclosure.statistics', coverage, objections)
    .input(z.object({ divisions: codesInput.min(1), period: periodInput, bodyKind: z.enum(bodyKinds) }))
    .query(async ({ ctx, input: { divisions, period, bodyKind } }) => {
      const allowed = divisions.filter((division) => ctx.may({ division }));
      return ctx.answer(await statisticsOf(publication, allowed, checkedPeriod(period), bodyKind));
    }),
});

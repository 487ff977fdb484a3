import { rollUpKey } from '@cunjian/processing';
import { codesInput } from '@cunjian/service-kit/acting';
import { z } from 'zod';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { resolutions } from '../projections/resolutions.ts';
import { villageFigures } from '../projections/village-figures.ts';

/** Of one division and all below it, in one year. */
export interface ConsultationFigures {
  readonly division: string;
  readonly year: string;
  /** Villages and communities with a committee: the denominator. */
  readonly villages: number;
  /** Those of them that had a topic, a procedure or a ballot. */
  readonly active: number;
  /** Those that had none, shown as such. */
  readonly silent: number;
  readonly topics: number;
  readonly proceedings: number;
  /** Counted ones. */
  readonly ballots: number;
  /** Of counted ballots: on their rolls, and of these those who took part. Turnout is one of the other. */
  readonly members: number;
  readonly present: number;
  /** Adopted in that year, and of these: */
  readonly resolutions: number;
  readonly carriedOut: number;
  readonly overdue: number;
  readonly withoutResult: number;
}

const figuresOf = async (
  { models }: Pick<Consultation, 'models'>,
  divisions: readonly string[],
  year: string,
): Promise<readonly ConsultationFigures[]> => {
  const keys = (bucket: string) => divisions.map((division) => rollUpKey(division, bucket));
  const [villageCounts, adopted] = await Promise.all([
    // At once: those that are active are of the villages there are.
    models.rollUps.villageFigures.get([...keys('villages'), ...keys(year)]),
    models.rollUps.resolutions.get(keys(year)),
  ]);
  return divisions.map((division) => {
    const { villages = 0 } = villageCounts.get(rollUpKey(division, 'villages'))?.counts ?? {};
    const own = villageCounts.get(rollUpKey(division, year))?.counts ?? {};
    const { active = 0, topics = 0, proceedings = 0, ballots = 0, members = 0, present = 0 } = own;
    const counts = adopted.get(rollUpKey(division, year))?.counts ?? {};
    const { resolutions = 0, carriedOut = 0, overdue = 0, withoutResult = 0 } = counts;
    return {
      ...{ division, year, villages, active, silent: villages - active },
      ...{ topics, proceedings, ballots, members, present, resolutions, carriedOut, overdue, withoutResult },
    };
  });
};

/** Any number: of a year without anything there are no figures. */
const yearInput = z.string().regex(/^-?\d{1,10}$/);

export const consultationStatistics = (consultation: Consultation, { query }: Procedures) => ({
  /** One entry per division that the caller oversees; each costs the same whatever lies below it. */
  get: query('consultation.statistics', villageFigures, resolutions)
    .input(z.object({ divisions: codesInput.min(1), year: yearInput }))
    .query(async ({ ctx, input: { divisions, year } }) => {
      const allowed = divisions.filter((division) => ctx.may({ division }));
      return ctx.answer(await figuresOf(consultation, allowed, year));
    }),
});

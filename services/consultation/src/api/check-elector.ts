import type { RollEntry } from '@cunjian/contracts';
import { refuse, type Refused } from '@cunjian/kernel';
import { dateInShanghai } from '@cunjian/statutes';
import type { BallotTerms } from '../ballot/ballot.ts';
import type { Consultation } from '../consultation-context.ts';
import { citationOf } from '../entitlement/command.ts';

type ElectorClass = NonNullable<RollEntry['class']>;

/** Rolls that one person may stand on in all her years. */
const maxRollsOfOne = 500;

const yearBefore = (day: string): string => `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`;

/** What the register has to say of each class: registered there, or living there for a year. */
const isOfClass = async (
  { models }: Consultation,
  person: string,
  kind: ElectorClass,
  { division, times }: BallotTerms,
): Promise<boolean> => {
  const day = dateInShanghai(times.rollAt);
  const known = (await models.actors.get([person])).get(person)?.residencies ?? [];
  const here = known.find((one) => one.division === division && (one.until === undefined || day < one.until));
  if (here === undefined) return false;
  return kind === 'resident-year-accepted'
    ? here.kind === 'resident' && here.from <= yearBefore(day)
    : here.kind === 'registered' && here.from <= day;
};

/** On the roll of another village's election that was called and not counted yet. */
const standsElsewhere = async (
  { models }: Consultation,
  person: string,
  { division }: BallotTerms,
): Promise<boolean> => {
  const { items } = await models.rollEntries.find({ where: { person }, limit: maxRollsOfOne });
  const elections = await models.ballots.get(items.map(({ document }) => document.ballot));
  return [...elections.values()].some(
    ({ rule, status, ...other }) =>
      rule.assembly === 'electors' &&
      other.division !== division &&
      (status === 'called' || status === 'open' || status === 'closed'),
  );
};

/**
 * Who is added to the roll of an election says as what, and the register bears it out: Organic Law (2018) arts. 13, 14, one
 * registration across villages. That she declared, or that the assembly accepted her, the officer says with the reasons.
 * Refuses `roll.class-missing`, `roll.other-class`, `roll.elector-elsewhere`.
 */
export const checkElector = async (
  consultation: Consultation,
  terms: BallotTerms,
  { person, class: kind }: { readonly person: string; readonly class?: ElectorClass | undefined },
): Promise<Refused | undefined> => {
  if (terms.rule.assembly !== 'electors') return undefined;
  const citation = citationOf(terms.rule);
  if (kind === undefined) return refuse('roll.class-missing', { citation }, 'class');
  if (!(await isOfClass(consultation, person, kind, terms))) return refuse('roll.other-class', { citation }, 'class');
  return (await standsElsewhere(consultation, person, terms))
    ? refuse('roll.elector-elsewhere', { citation }, 'person')
    : undefined;
};

import { type Resource, resourceOfSubject } from '@cunjian/access';
import type { DueDate, RuleTerm, VotingRule } from '@cunjian/contracts';
import { refuse, type Refused } from '@cunjian/kernel';
import { addDays, countDays, dateInShanghai, endOfDay } from '@cunjian/statutes';
import { foldHistory, instantOf, loadStream } from '@cunjian/service-kit/acting';
import { ballotDecider } from '../ballot/decide.ts';
import { termsOf, tokensOf, type Ballot, type BallotTerms } from '../ballot/ballot.ts';
import type { Consultation } from '../consultation-context.ts';
import type { Right } from '../entitlement/command.ts';
import { rollEntries, rollEntryKey } from '../projections/roll-entries.ts';
import { rollStream } from '../roll/roll.ts';

/** Of terms, not of a caller: what `may` is asked about. */
export const resourceOfTerms = ({ division, body, bodyKind }: BallotTerms): Resource =>
  resourceOfSubject({ division, body, bodyKind });

export interface FoundBallot {
  readonly state: Exclude<Ballot, { status: 'none' }>;
  readonly terms: BallotTerms;
  /** In the log, of its last event. */
  readonly position: bigint;
}

/** A ballot as its stream has it now. */
export const ballotIn = async (consultation: Consultation, ballot: string): Promise<FoundBallot | undefined> => {
  const history = await loadStream(consultation, ballot);
  const state = foldHistory(ballotDecider, history);
  const position = history.at(-1)?.position ?? 0n;
  return state.status === 'none' ? undefined : { state, terms: termsOf(state), position };
};

/** Open ballots of one process that are known without their streams; the oldest goes first. */
const maxKnownBallots = 200;
const openBallots = new WeakMap<Consultation, Map<string, FoundBallot>>();

const openBallotsOf = (consultation: Consultation): Map<string, FoundBallot> => {
  const known = openBallots.get(consultation) ?? new Map<string, FoundBallot>();
  openBallots.set(consultation, known);
  return known;
};

/** Whether its tokens are no longer given: what becomes of them then stands in its stream. */
const hasTokensOver = (consultation: Consultation, { terms: { times } }: FoundBallot): boolean =>
  times.tokensUntil !== undefined && instantOf(consultation) >= times.tokensUntil;

/**
 * The same for those who vote, many at a time: while tokens are taken, or where there are none, an opened ballot changes by
 * the clock alone, which `Right` has. What comes after `ballot-closed` in the log does not count, whatever was answered here.
 */
export const ballotToVoteIn = async (consultation: Consultation, ballot: string): Promise<FoundBallot | undefined> => {
  const known = openBallotsOf(consultation).get(ballot);
  return known !== undefined && !hasTokensOver(consultation, known) ? known : ballotIn(consultation, ballot);
};

/** After all that the roll holds: it is frozen before the opening, and changes before it alone. */
const rollPosition = async (consultation: Consultation, { state, terms, position }: FoundBallot): Promise<bigint> => {
  if (state.status !== 'called') return position;
  const history = await consultation.runtime.store.readStream(rollStream(terms.ballot));
  return history.at(-1)?.position ?? 0n;
};

/** Whether the read model has all of the roll; asked once for an open ballot that it has. */
const isRollRead = async (consultation: Consultation, found: FoundBallot): Promise<boolean> => {
  const { status } = found.state;
  const known = openBallotsOf(consultation);
  // Of the others the deciders say that nobody votes any more, whoever is on the roll.
  if ((status !== 'open' && status !== 'called') || known.has(found.terms.ballot)) return true;
  const position = await rollPosition(consultation, found);
  if (!(await consultation.runtime.readGate.reached([rollEntries], position))) return false;
  if (status === 'called') return true;
  const [oldest] = known.keys();
  if (known.size >= maxKnownBallots && oldest !== undefined) known.delete(oldest);
  known.set(found.terms.ballot, found);
  return true;
};

/** Only after `rightOf`: it waits for the roll. */
export const isOnRoll = async ({ models }: Consultation, ballot: string, person: string): Promise<boolean> => {
  const key = rollEntryKey(ballot, person);
  return (await models.rollEntries.get([key])).has(key);
};

/** Refuses `roll.not-read-yet`: a read model that lags may still have those who were struck. */
export const rightOf = async (
  consultation: Consultation,
  found: FoundBallot,
  person: string,
): Promise<Right | Refused> => {
  if (!(await isRollRead(consultation, found))) return refuse('roll.not-read-yet');
  const { state, terms } = found;
  return {
    ballot: terms.ballot,
    person,
    isOnRoll: await isOnRoll(consultation, terms.ballot, person),
    status: state.status === 'counted' ? 'closed' : state.status,
    tokens: tokensOf(state),
    terms,
    now: instantOf(consultation),
  };
};

export const dueBy = (term: RuleTerm | undefined, from: string, { rules }: VotingRule): DueDate | undefined =>
  term === undefined ? undefined : { ...countDays(term, from), rules: [...rules] };

/** No rule asks for more. */
const maxDaysBefore = 100;

/** The last day from which the term has run by `day`. */
export const lastDayBefore = (term: RuleTerm | undefined, day: string, { rules }: VotingRule): DueDate | undefined => {
  if (term === undefined) return undefined;
  for (let before = 0; before <= maxDaysBefore; before++) {
    const from = addDays(day, -before);
    if (countDays(term, from).lastDay <= day && before >= term.days)
      return { lastDay: from, endsAt: endOfDay(from), rules: [...rules] };
  }
  return undefined;
};

export const opensOn = ({ times }: Pick<BallotTerms, 'times'>): string => dateInShanghai(times.opensAt);

/** When a roll that is drawn on that day is out for long enough, and when nothing can change it any more. */
export const rollTerms = (rule: VotingRule, day: string) => {
  const publishedUntil = dueBy(rule.rollPublished, day, rule);
  const objectUntil = dueBy(rule.objectWithin, day, rule);
  const decidedBy = objectUntil === undefined ? undefined : dueBy(rule.decideWithin, objectUntil.lastDay, rule);
  return { publishedUntil, objectUntil, freezesAt: (decidedBy ?? objectUntil ?? publishedUntil)?.endsAt };
};

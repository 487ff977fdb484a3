import type { Arithmetic, Outcome, Question, VotingRule } from '@cunjian/contracts';
import { unreachable } from '@cunjian/kernel';
import type { Count } from './count.ts';
import { needed } from './needed.ts';
import { fillSeats, type Seated } from './seats.ts';

export interface OutcomeQuestion extends Count {
  readonly rule: VotingRule;
  readonly question: Question;
  /** On the roll. */
  readonly members: number;
  /** Took part by whatever channel, each once: of an election, those who voted. */
  readonly present: number;
  /** Of the papers, where there were any. */
  readonly papers?: { readonly issued: number; readonly returned: number } | undefined;
  /** Options of write-ins that are women. */
  readonly womenWrittenIn?: readonly string[] | undefined;
}

const base = ({ members, present, cast }: OutcomeQuestion, of: Arithmetic['majorityOf']): number =>
  ({ members, present, cast })[of];

const isRunOff = (question: Question): boolean => question.kind === 'election' && question.runOffOf !== undefined;

const seated = ({ question, votes, womenWrittenIn = [] }: OutcomeQuestion, least: number): Seated => {
  const women = new Set(womenWrittenIn);
  if (question.kind === 'election') for (const { option, woman } of question.candidates) if (woman) women.add(option);
  const contenders = votes.map((one) => ({ ...one, woman: women.has(one.option) }));
  switch (question.kind) {
    case 'yes-no': {
      const inFavour = contenders.filter(({ option, votes }) => option === 'for' && votes >= least);
      return { chosen: inFavour.map(({ option }) => option), tie: false };
    }
    case 'one-of':
      return fillSeats(contenders, { needed: least, seats: 1, seatsForWomen: 0 });
    case 'up-to':
      return fillSeats(contenders, { needed: least, seats: question.most, seatsForWomen: 0 });
    case 'election': {
      const { seats, seatsForWomen } = question;
      return fillSeats(contenders, { needed: least, seats, seatsForWomen });
    }
    default:
      return unreachable(question);
  }
};

const decided = (question: Question, { chosen, tie }: Seated): Outcome => {
  if (question.kind === 'yes-no') return chosen.length > 0 ? 'adopted' : 'rejected';
  if (tie) return 'tie';
  if (question.kind === 'election') return chosen.length < question.seats ? 'seats-vacant' : 'chosen';
  return chosen.length > 0 ? 'chosen' : 'none-chosen';
};

/**
 * What follows from a count by its rule. Quorum and majority are compared in integers; a failed quorum and a void count
 * choose nobody. An equal number for and against rejects; equal votes at the last seat are a tie, which chooses neither.
 */
export const decideOutcome = (asked: OutcomeQuestion): Arithmetic => {
  const { rule, question, members, present, cast, valid, invalid, abstained, papers } = asked;
  const majority = (isRunOff(question) ? rule.runOffMajority : undefined) ?? rule.majority;
  const quorumNeeded = rule.quorum === undefined ? 0 : needed(rule.quorum, members);
  const quorate = present >= quorumNeeded;
  const least = needed(majority.share, base(asked, majority.of));
  const isVoid = rule.voidWhereMoreReturnedThanIssued && papers !== undefined && papers.returned > papers.issued;
  const seats = seated(asked, least);
  const outcome = isVoid ? 'void' : quorate ? decided(question, seats) : 'no-quorum';
  return {
    members,
    present,
    quorumNeeded,
    quorate,
    cast,
    valid,
    invalid,
    abstained,
    votes: asked.votes.map((one) => ({ ...one })),
    majorityOf: majority.of,
    base: base(asked, majority.of),
    needed: least,
    outcome,
    chosen: isVoid || !quorate ? [] : [...seats.chosen],
  };
};

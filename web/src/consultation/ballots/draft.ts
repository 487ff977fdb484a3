import type { Ballot, BallotResult, QuestionKind } from './queries.ts';

/** Somebody of the register; who was written in at the election before has a name alone. */
export interface DraftCandidate {
  readonly person?: string;
  readonly name: string;
  readonly woman: boolean;
}

/** A question as a form holds it: numbers are text until it is sent. */
export interface DraftQuestion {
  readonly kind: QuestionKind;
  readonly options: string;
  readonly most: string;
  readonly candidates: readonly DraftCandidate[];
  readonly seats: string;
  readonly seatsForWomen: string;
  readonly writeIns: boolean;
  /** The election whose vacant seats it fills. */
  readonly runOffOf?: string;
}

export const emptyQuestion: DraftQuestion = {
  ...{ kind: 'YES_NO', options: '', most: '2', candidates: [], seats: '1', seatsForWomen: '0', writeIns: false },
};

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** As the mutation takes it. */
export const questionInput = (draft: DraftQuestion): object => {
  const { kind } = draft;
  switch (kind) {
    case 'YES_NO':
      return { kind };
    case 'ONE_OF':
      return { kind, options: linesOf(draft.options).map((text) => ({ text })) };
    case 'UP_TO':
      return { kind, options: linesOf(draft.options).map((text) => ({ text })), most: Number(draft.most) };
    case 'ELECTION':
      return {
        ...{ kind, candidates: draft.candidates, writeIns: draft.writeIns },
        ...{ seats: Number(draft.seats), seatsForWomen: Number(draft.seatsForWomen) },
        ...(draft.runOffOf === undefined ? {} : { runOffOf: draft.runOffOf }),
      };
  }
};

/** By law the committee has women among its members; where one seat alone is voted on, it is nobody's in particular. */
export const withSeats = (draft: DraftQuestion, seats: string): DraftQuestion => ({
  ...{ ...draft, seats },
  seatsForWomen: Number(seats) > 1 && draft.seatsForWomen === '0' ? '1' : draft.seatsForWomen,
});

type Held = Pick<Ballot, 'id' | 'question'> & { readonly result: BallotResult | null };

/** 另行选举: for the seats that an election left vacant, among those who stood or were written in and were not elected. */
export const runOffOf = ({ id, question, result }: Held): DraftQuestion | undefined => {
  const outcome = result?.arithmetic.outcome;
  if (question.kind !== 'ELECTION' || result === null || (outcome !== 'SEATS_VACANT' && outcome !== 'TIE'))
    return undefined;
  const chosen = new Set(result.arithmetic.chosen);
  const stood = question.options.map(({ option, person, text, woman }) => ({ option, person, name: text, woman }));
  const written = result.writeIns.map((one) => ({ ...one, person: null }));
  const all = [...stood, ...written];
  const women = all.filter(({ option, woman }) => woman === true && chosen.has(option)).length;
  return {
    ...{ ...emptyQuestion, kind: 'ELECTION', runOffOf: id },
    seats: String((question.seats ?? 0) - chosen.size),
    seatsForWomen: String(Math.max(0, (question.seatsForWomen ?? 0) - women)),
    candidates: all.flatMap(({ option, person, name, woman }) =>
      chosen.has(option) || name === null
        ? []
        : [{ ...(person === null ? {} : { person }), name, woman: woman === true }],
    ),
  };
};

/** Who decides for each kind of body, in the order in which a form offers them. Bodies that only keep a roll call nobody. */
const assemblies: Readonly<Record<string, readonly string[]>> = {
  VILLAGERS_COMMITTEE: ['VILLAGERS', 'REPRESENTATIVES', 'HOUSEHOLDS', 'GROUP', 'PARTY_MEMBERS', 'ELECTORS'],
  RESIDENTS_COMMITTEE: ['VILLAGERS', 'REPRESENTATIVES', 'HOUSEHOLDS', 'GROUP', 'PARTY_MEMBERS', 'ELECTORS'],
  COLLECTIVE: ['COLLECTIVE_MEMBERS', 'COLLECTIVE_DELEGATES'],
  GROUP_COLLECTIVE: ['COLLECTIVE_MEMBERS', 'COLLECTIVE_DELEGATES'],
};
export const assembliesOf = (bodyKind: string | undefined): readonly string[] => assemblies[bodyKind ?? ''] ?? [];

import type { QuestionKind } from './queries.ts';

/** A question as a form holds it: everything is text until it is sent. */
export interface DraftQuestion {
  readonly kind: QuestionKind;
  readonly options: string;
  readonly most: string;
  readonly candidates: string;
  readonly seats: string;
  readonly seatsForWomen: string;
  readonly writeIns: boolean;
}

export const emptyQuestion: DraftQuestion = {
  ...{ kind: 'YES_NO', options: '', most: '2', candidates: '', seats: '1', seatsForWomen: '0', writeIns: false },
};

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A name with 女 or (f) behind it is a woman's. */
const womanMark = /\s*(?:[（(]\s*(?:女|f|F)\s*[)）]|\s女)$/;

const candidateOf = (line: string) => ({ name: line.replace(womanMark, ''), woman: womanMark.test(line) });

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
        ...{ kind, candidates: linesOf(draft.candidates).map(candidateOf), writeIns: draft.writeIns },
        ...{ seats: Number(draft.seats), seatsForWomen: Number(draft.seatsForWomen) },
      };
  }
};

/** The roll from which each kind of body decides, in the order in which a form offers them. */
export const assembliesOf = (bodyKind: string | undefined): readonly string[] => {
  switch (bodyKind) {
    case 'COLLECTIVE':
    case 'GROUP_COLLECTIVE':
      return ['COLLECTIVE_MEMBERS'];
    case 'DELEGATES':
      return ['COLLECTIVE_DELEGATES'];
    case 'REPRESENTATIVES':
      return ['REPRESENTATIVES'];
    case 'PARTY_BRANCH':
      return ['PARTY_MEMBERS', 'PARTY_BRANCH', 'COMMITTEES'];
    default:
      return ['VILLAGERS', 'HOUSEHOLDS', 'GROUP', 'ELECTORS'];
  }
};

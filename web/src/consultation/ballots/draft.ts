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

/** Who decides for each kind of body, in the order in which a form offers them. Bodies that only keep a roll call nobody. */
const assemblies: Readonly<Record<string, readonly string[]>> = {
  VILLAGERS_COMMITTEE: ['VILLAGERS', 'REPRESENTATIVES', 'HOUSEHOLDS', 'GROUP', 'PARTY_MEMBERS', 'ELECTORS'],
  RESIDENTS_COMMITTEE: ['VILLAGERS', 'REPRESENTATIVES', 'HOUSEHOLDS', 'GROUP', 'PARTY_MEMBERS', 'ELECTORS'],
  COLLECTIVE: ['COLLECTIVE_MEMBERS', 'COLLECTIVE_DELEGATES'],
  GROUP_COLLECTIVE: ['COLLECTIVE_MEMBERS', 'COLLECTIVE_DELEGATES'],
};
export const assembliesOf = (bodyKind: string | undefined): readonly string[] => assemblies[bodyKind ?? ''] ?? [];

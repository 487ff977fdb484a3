import { connection } from '../api/connection.ts';
import { payloadFields } from '../api/payload.ts';
import {
  attachmentFields,
  bodyFields,
  dueFields,
  type Attachment,
  type BodyName,
  type DueDate,
} from '../api/shapes.ts';
import { authorFields, type Author } from '../consultation/topics/queries.ts';

export interface SuggestionAnswer {
  readonly text: string | null;
  readonly attachments: readonly Attachment[];
  readonly at: string;
  readonly office: { readonly kind: string } | null;
  readonly settled: boolean | null;
  readonly reason: string | null;
}
export interface SuggestionInList {
  readonly id: string;
  readonly title: string | null;
  readonly open: boolean;
  readonly status: 'WAITING' | 'OVERDUE' | 'ANSWERED' | 'SETTLED';
  readonly madeAt: string;
  readonly due: DueDate | null;
  readonly author: Author;
  readonly body: BodyName;
}
const inListFields = `id title open status madeAt due { ${dueFields} } ${authorFields} body { ${bodyFields} }`;
export interface Suggestion extends SuggestionInList {
  readonly division: { readonly code: string; readonly name: string };
  readonly text: string | null;
  readonly photos: readonly Attachment[];
  readonly scan: Attachment | null;
  readonly answers: readonly SuggestionAnswer[];
  readonly topic: { readonly id: string; readonly title: string | null } | null;
  readonly actions: readonly string[];
}
const suggestionFields = `${inListFields} division { code name } text photos { ${attachmentFields} }
  scan { ${attachmentFields} } answers { text attachments { ${attachmentFields} } at office { kind } settled reason }
  topic { id title } actions`;

export const suggestionsQuery = `query Suggestions($code: DivisionCode!, $first: Int!, $after: String, $atLeast: Position) {
  suggestions(division: $code, first: $first, after: $after, atLeast: $atLeast) { ${connection(inListFields)} } }`;
export const mySuggestionsQuery = `query MySuggestions($first: Int!, $after: String, $atLeast: Position) {
  mySuggestions(first: $first, after: $after, atLeast: $atLeast) { ${connection(inListFields)} } }`;
export const suggestionsToAnswerQuery = `query SuggestionsToAnswer($first: Int!, $after: String, $atLeast: Position) {
  suggestionsToAnswer(first: $first, after: $after, atLeast: $atLeast) { ${connection(inListFields)} } }`;
export const suggestionQuery = `query Suggestion($id: ID!, $atLeast: Position) { suggestion(id: $id, atLeast: $atLeast) { ${suggestionFields} } }`;

const mutation = (name: string, input: string): string =>
  `mutation ${name}($input: ${input}!) { ${name}(input: $input) { suggestion { ${suggestionFields} } ${payloadFields} } }`;
export const suggestionMutations = {
  makeSuggestion: mutation('makeSuggestion', 'MakeSuggestionInput'),
  recordPaperSuggestion: mutation('recordPaperSuggestion', 'RecordPaperSuggestionInput'),
  answerSuggestion: mutation('answerSuggestion', 'AnswerSuggestionInput'),
  settleSuggestion: mutation('settleSuggestion', 'SettleSuggestionInput'),
  reopenSuggestion: mutation('reopenSuggestion', 'ReopenSuggestionInput'),
} as const;

import { attachmentFields, dueFields, type DueDate } from '../../api/shapes.ts';
import { connection } from '../../api/connection.ts';
import { payloadFields } from '../../api/payload.ts';

export interface Answer {
  readonly level: string;
  readonly text: string | null;
  readonly at: string;
}
export interface Objection {
  readonly id: string;
  readonly kind: 'OBJECTION' | 'QUESTION';
  readonly status: 'OPEN' | 'OVERDUE' | 'ANSWERED' | 'ACCEPTED';
  readonly level: string;
  readonly overdue: boolean;
  readonly disclosure: { readonly id: string; readonly title: string } | null;
  readonly version: number;
  readonly line: string | null;
  readonly text: string | null;
  readonly channel: string;
  readonly withheld: boolean;
  readonly mine: boolean;
  readonly raisedAt: string;
  readonly due: DueDate;
  readonly escalationDue: DueDate | null;
  readonly answers: readonly Answer[];
  readonly actions: readonly string[];
}
const objectionFields = `id kind status level overdue disclosure { id title } version line text channel withheld mine
  raisedAt due { ${dueFields} } escalationDue { ${dueFields} } answers { level text at } actions`;

export const myObjectionsQuery = `query MyObjections($first: Int!, $after: String, $atLeast: Position) {
  myObjections(first: $first, after: $after, atLeast: $atLeast) { ${connection(objectionFields)} } }`;

export const objectionQuery = `query Objection($id: ID!, $atLeast: Position) { node(id: $id, atLeast: $atLeast) {
  ... on Objection { ${objectionFields} scan { ${attachmentFields} } } } }`;

const mutation = (name: string, input: string): string =>
  `mutation ${name}($input: ${input}!) { ${name}(input: $input) { objection { id due { ${dueFields} } } ${payloadFields} } }`;
export const raiseMutation = mutation('raiseObjection', 'RaiseObjectionInput');
export const acceptMutation = mutation('acceptAnswer', 'ObjectionCommandInput');
export const escalateMutation = mutation('escalateObjection', 'ObjectionCommandInput');

import { attachmentFields, dueFields, type Attachment, type DueDate } from '../../api/shapes.ts';
import { payloadFields } from '../../api/payload.ts';
import type { Payload } from '../../use-command.ts';
import { connection } from '../../api/connection.ts';

export interface Objection {
  readonly id: string;
  readonly kind: 'OBJECTION' | 'QUESTION';
  readonly status: 'OPEN' | 'OVERDUE' | 'ANSWERED' | 'ACCEPTED';
  readonly level: string;
  readonly overdue: boolean;
  readonly disclosure: { readonly id: string; readonly title: string };
  readonly version: number;
  readonly line: string | null;
  readonly text: string | null;
  readonly channel: string;
  readonly withheld: boolean;
  /** Absent where it is withheld, or the viewer may not know it. */
  readonly objectorName: string | null;
  readonly scan: Attachment | null;
  readonly raisedAt: string;
  readonly due: DueDate;
  readonly escalationDue: DueDate | null;
  readonly answers: readonly { readonly level: string; readonly text: string | null; readonly at: string }[];
  readonly actions: readonly string[];
}
const objectionFields = `id kind status level overdue disclosure { id title } version line text channel withheld objectorName
  scan { ${attachmentFields} } raisedAt due { ${dueFields} } escalationDue { ${dueFields} } answers { level text at } actions`;

export const toAnswerQuery = `query ObjectionsToAnswer($first: Int!, $after: String, $atLeast: Position) {
  objectionsToAnswer(first: $first, after: $after, atLeast: $atLeast) { ${connection(objectionFields)} } }`;

export const objectionsOfQuery = `query ObjectionsOf($id: ID!, $first: Int!, $after: String, $atLeast: Position) {
  disclosure(id: $id, atLeast: $atLeast) { objections(first: $first, after: $after) { ${connection(objectionFields)} } } }`;

/** The line that an objection is about, looked up in its version. */
export const objectedLineQuery = `query ObjectedLine($id: ID!, $version: Int!) {
  disclosure(id: $id) { version(version: $version) { accounts { lines { id date voucher entry summary receipt payment } } } } }`;

export interface ObjectionPayload extends Payload {
  readonly objection: { readonly id: string } | null;
}
export const answerMutation = `mutation Answer($input: AnswerObjectionInput!) { answerObjection(input: $input) {
  objection { id } ${payloadFields} } }`;
export const paperMutation = `mutation Paper($input: RecordPaperObjectionInput!) { recordPaperObjection(input: $input) {
  objection { id } ${payloadFields} } }`;

export const acceptMutation = `mutation AcceptOnPaper($input: ObjectionCommandInput!) { acceptAnswer(input: $input) {
  objection { id } ${payloadFields} } }`;
export const escalateMutation = `mutation EscalateOnPaper($input: ObjectionCommandInput!) { escalateObjection(input: $input) {
  objection { id } ${payloadFields} } }`;

export const residentsQuery = `query FindResidents($division: DivisionCode!, $search: String!, $first: Int!) {
  residents(division: $division, search: $search, first: $first) { edges { node { person name household group kind } } } }`;
export interface FoundResident {
  readonly person: string;
  readonly name: string | null;
  readonly household: string;
  readonly group: string | null;
  readonly kind: string;
}

import { attachmentFields, dueFields, ruleFields, type DueDate, type RuleUse } from '../../api/shapes.ts';
import { payloadFields } from '../../api/payload.ts';
import type { Payload } from '../../use-command.ts';
import { connection } from '../../api/connection.ts';
import {
  lineFields,
  sectionFields,
  windowFields,
  type ObjectionWindow,
  type Posting,
  type Step,
  type Totals,
  type Version as Shown,
} from '../../villager/disclosure/queries.ts';

export type { Totals };
/** For those who work on it: also why it was sent back. */
export interface Version extends Omit<Shown, 'figuresHash' | 'seal'> {
  readonly supersededAt: string | null;
  readonly returnReason: string | null;
}
export type DisclosureAction =
  | 'REVISE'
  | 'DISCARD'
  | 'CONFIRM'
  | 'RETURN'
  | 'SUBMIT'
  | 'GIVE_OPINION'
  | 'RECORD_MEETING'
  | 'PUBLISH'
  | 'POST'
  | 'CORRECT'
  | 'WITHDRAW'
  | 'OBJECT'
  | 'ASK';
export interface Disclosure {
  readonly id: string;
  readonly title: string;
  readonly period: string;
  readonly from: string;
  readonly to: string;
  readonly status: string;
  readonly body: {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly noticeBoards: readonly string[];
  };
  readonly division: { readonly code: string; readonly name: string };
  readonly steps: readonly Step[];
  readonly rules: readonly RuleUse[];
  readonly posted: boolean;
  readonly postings: readonly Posting[];
  /** By when it has to be out, while nothing of it ever was. */
  readonly publicationDue: DueDate | null;
  readonly objectionsDue: DueDate | null;
  /** Absent before anything is out. */
  readonly objectionWindow: ObjectionWindow | null;
  readonly withdrawalReason: string | null;
  readonly actions: readonly DisclosureAction[];
  readonly current: Version | null;
  readonly draft: Version | null;
  readonly versions: readonly Pick<Version, 'version' | 'publishedAt' | 'supersededAt' | 'reason'>[];
}

export const accountFields = `account book opening receipts payments closing
  difference { amount explanation } openingDifference { amount explanation } lines { ${lineFields} }`;
export const totalsFields = 'opening receipts payments closing income expenditure lineCount';
export const contentFields = `accounts { ${accountFields} }
  sections { ${sectionFields} }
  attachments { ${attachmentFields} }`;
const versionFields = `version publishedAt supersededAt reason returnReason
  opinion { verdict reasons at } meeting { heldOn present minutes { ${attachmentFields} } }
  totals { ${totalsFields} } ${contentFields}`;
const stepFields = `steps { step done at due { ${dueFields} } }`;

export const disclosureQuery = `query WorkOnDisclosure($id: ID!, $atLeast: Position) {
  disclosure(id: $id, atLeast: $atLeast) {
    id title period from to status body { id name kind noticeBoards } division { code name }
    ${stepFields} rules { ${ruleFields} }
    posted postings { version place from to postedAt photo { ${attachmentFields} } }
    publicationDue { ${dueFields} } objectionsDue { ${dueFields} } ${windowFields} withdrawalReason actions
    current { ${versionFields} } draft { ${versionFields} }
    versions { version publishedAt supersededAt reason }
  } }`;

export interface BoardEntry {
  readonly body: {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly division: { readonly code: string; readonly name: string };
  };
  readonly period: string;
  readonly missing: boolean;
  readonly due: DueDate | null;
  readonly overdue: boolean;
  readonly disclosure:
    | (Pick<Disclosure, 'id' | 'title' | 'status' | 'steps' | 'posted' | 'actions' | 'publicationDue'> & {
        readonly draft: Pick<Version, 'version' | 'returnReason' | 'opinion'> | null;
      })
    | null;
}
const workFields = `id title status posted actions publicationDue { ${dueFields} } ${stepFields} draft { version returnReason opinion { verdict reasons at } }`;
export type Work = NonNullable<BoardEntry['disclosure']>;
/** Matters, too: they belong to no period, so no board shows them. */
export const inPreparationQuery = `query InPreparation($first: Int!, $after: String, $atLeast: Position) {
  disclosuresInPreparation(first: $first, after: $after, atLeast: $atLeast) { ${connection(workFields)} } }`;
export const boardQuery = `query Board($period: String!, $first: Int!, $after: String, $atLeast: Position) {
  disclosureBoard(period: $period, first: $first, after: $after, atLeast: $atLeast) {
    ${connection(`body { id name kind division { code name } } period missing overdue due { ${dueFields} }
      disclosure { ${workFields} }`)}
    totalCount missingCount } }`;

export const reviewsQuery = `query Reviews($first: Int!, $after: String, $atLeast: Position) {
  reviewsWaiting(first: $first, after: $after, atLeast: $atLeast) {
    ${connection(`id title status body { id name } division { code name } ${stepFields}`)} } }`;
export type Review = Pick<Disclosure, 'id' | 'title' | 'status' | 'body' | 'division' | 'steps'>;

export const versionQuery = `query OneVersion($id: ID!, $version: Int!) {
  disclosure(id: $id) { id title version(version: $version) { version publishedAt reason ${contentFields} } } }`;

export const publishedBeforeQuery = `query PublishedBefore($division: DivisionCode!, $body: ID!) {
  disclosures(division: $division, body: $body, first: 40) { edges { node {
    id status period to current { accounts { account book closing } } } } } }`;

export const bodyQuery = `query BodyToDisclose($id: ID!) {
  body(id: $id) { id name kind noticeBoards division { code name } } }`;

export interface DisclosurePayload extends Payload {
  readonly disclosure: { readonly id: string } | null;
}
const mutation = (name: string, input: string): string =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { disclosure { id } ${payloadFields} } }`;

export const disclosureMutations = {
  draftDisclosure: mutation('draftDisclosure', 'DraftDisclosureInput'),
  reviseDisclosure: mutation('reviseDisclosure', 'ReviseDisclosureInput'),
  correctDisclosure: mutation('correctDisclosure', 'CorrectDisclosureInput'),
  discardDisclosure: mutation('discardDisclosure', 'DisclosureCommandInput'),
  undoDisclosureImport: mutation('undoDisclosureImport', 'DisclosureCommandInput'),
  confirmDisclosure: mutation('confirmDisclosure', 'DisclosureCommandInput'),
  returnDisclosure: mutation('returnDisclosure', 'ReturnDisclosureInput'),
  submitDisclosure: mutation('submitDisclosure', 'DisclosureCommandInput'),
  giveOpinion: mutation('giveOpinion', 'GiveOpinionInput'),
  recordJointMeeting: mutation('recordJointMeeting', 'RecordJointMeetingInput'),
  publishDisclosure: mutation('publishDisclosure', 'DisclosureCommandInput'),
  postDisclosure: mutation('postDisclosure', 'PostDisclosureInput'),
  withdrawDisclosure: mutation('withdrawDisclosure', 'WithdrawDisclosureInput'),
} as const;
export type DisclosureMutation = keyof typeof disclosureMutations;

import { connection } from '../../api/connection.ts';
import { payloadFields } from '../../api/payload.ts';
import {
  attachmentFields,
  bodyFields,
  dueFields,
  ruleFields,
  type Attachment,
  type BodyName,
  type DueDate,
  type RuleUse,
} from '../../api/shapes.ts';
import type { Connection } from '../../use-pages.ts';

export interface Author {
  readonly name: string | null;
  readonly officeKind: string | null;
  readonly isMe: boolean;
}
export const authorFields = 'author { name officeKind isMe }';

export interface Threshold {
  readonly of: string;
  readonly have: number;
  readonly members: number | null;
  readonly needed: number | null;
  readonly numerator: number;
  readonly denominator: number;
  readonly orMore: boolean;
}
export interface Demand {
  readonly assembly: string;
  readonly of: string;
  readonly have: number;
  readonly needed: number;
  readonly members: number;
  readonly due: DueDate;
  readonly overdue: boolean;
}
const demandFields = `assembly of have needed members overdue due { ${dueFields} }`;

export interface TopicInList {
  readonly id: string;
  readonly title: string | null;
  readonly status: 'OPEN' | 'WITHDRAWN';
  readonly matter: string;
  readonly proposedAt: string;
  readonly supporters: number;
  readonly author: Author;
  readonly body: BodyName;
  readonly demanded: Demand | null;
}
const inListFields = `id title status matter proposedAt supporters ${authorFields} body { ${bodyFields} } demanded { ${demandFields} }`;

export const topicsQuery = `query Topics($code: DivisionCode!, $first: Int!, $after: String, $atLeast: Position) {
  topics(division: $code, first: $first, after: $after, atLeast: $atLeast) { ${connection(inListFields)} } }`;

export const topicsDemandedQuery = `query TopicsDemanded($first: Int!, $after: String, $atLeast: Position) {
  topicsDemanded(first: $first, after: $after, atLeast: $atLeast) { ${connection(inListFields)} } }`;

export interface TopicVersion {
  readonly version: number;
  readonly title: string | null;
  readonly text: string | null;
  readonly at: string;
}
export interface Summary {
  readonly version: number;
  readonly text: string | null;
  readonly at: string;
  readonly office: { readonly kind: string } | null;
}
export interface Topic extends TopicInList {
  readonly division: { readonly code: string; readonly name: string };
  readonly text: string | null;
  readonly version: number;
  readonly attachments: readonly Attachment[];
  readonly versions: readonly TopicVersion[];
  readonly summaries: readonly Summary[];
  readonly suggestion: { readonly id: string; readonly title: string | null } | null;
  readonly supportedVersion: number | null;
  /** The assembly that supporters can have called. */
  readonly assembly: string | null;
  readonly thresholds: readonly Threshold[];
  readonly rules: readonly RuleUse[];
  readonly withdrawnAt: string | null;
  readonly withdrawalReason: string | null;
  readonly actions: readonly string[];
}
const topicFields = `${inListFields} division { code name } text version attachments { ${attachmentFields} }
  versions { version title text at } summaries { version text at office { kind } } suggestion { id title }
  supportedVersion assembly thresholds { of have members needed numerator denominator orMore } rules { ${ruleFields} }
  withdrawnAt withdrawalReason actions`;
export const topicQuery = `query Topic($id: ID!, $atLeast: Position) { topic(id: $id, atLeast: $atLeast) { ${topicFields} } }`;

export interface Folding {
  readonly ground: string;
  readonly reason: string | null;
  readonly at: string;
  readonly office: { readonly kind: string } | null;
  readonly appeal: { readonly text: string | null; readonly at: string; readonly due: DueDate | null } | null;
  readonly decision: { readonly unfolded: boolean; readonly reasons: string | null; readonly at: string } | null;
}
export interface Comment {
  readonly id: string;
  readonly author: Author;
  readonly stance: 'FOR' | 'AGAINST' | 'NONE';
  readonly isAnswer: boolean;
  readonly text: string | null;
  readonly madeAt: string;
  readonly versions: readonly TopicVersion[];
  readonly replyCount: number;
  readonly replies?: Connection<Comment>;
  readonly isFolded: boolean;
  readonly foldings: readonly Folding[];
  readonly actions: readonly string[];
}
const commentFields = `id ${authorFields} stance isAnswer text madeAt versions { version text at } replyCount isFolded
  foldings { ground reason at office { kind } appeal { text at due { ${dueFields} } } decision { unfolded reasons at } } actions`;

/** Replies that a thread shows at once; the others are a step away. */
const repliesShown = 5;
export const commentsQuery = `query Comments($id: ID!, $first: Int!, $after: String, $stance: Stance, $atLeast: Position) {
  topic(id: $id, atLeast: $atLeast) { id comments(first: $first, after: $after, stance: $stance) {
    ${connection(`${commentFields} replies(first: ${repliesShown}) { ${connection(commentFields)} }`)} } } }`;
export const repliesQuery = `query Replies($id: ID!, $first: Int!, $after: String) { node(id: $id) {
  ... on Comment { replies(first: $first, after: $after) { ${connection(commentFields)} } } } }`;

export interface Appealed extends Comment {
  readonly topic: { readonly id: string; readonly title: string | null } | null;
}
export const appealsQuery = `query CommentAppeals($first: Int!, $after: String, $atLeast: Position) {
  commentAppeals(first: $first, after: $after, atLeast: $atLeast) { ${connection(`${commentFields} topic { id title }`)} } }`;

const onTopic = (name: string, input: string): string =>
  `mutation ${name}($input: ${input}!) { ${name}(input: $input) { topic { ${topicFields} } ${payloadFields} } }`;
export const topicMutations = {
  proposeTopic: onTopic('proposeTopic', 'ProposeTopicInput'),
  reviseTopic: onTopic('reviseTopic', 'ReviseTopicInput'),
  withdrawTopic: onTopic('withdrawTopic', 'WithdrawTopicInput'),
  supportTopic: onTopic('supportTopic', 'TopicCommandInput'),
  withdrawSupport: onTopic('withdrawSupport', 'TopicCommandInput'),
  summariseTopic: onTopic('summariseTopic', 'SummariseTopicInput'),
} as const;

const onComment = (name: string, input: string): string =>
  `mutation ${name}($input: ${input}!) { ${name}(input: $input) { comment { ${commentFields} } ${payloadFields} } }`;
export const commentMutations = {
  makeComment: onComment('makeComment', 'MakeCommentInput'),
  editComment: onComment('editComment', 'EditCommentInput'),
  foldComment: onComment('foldComment', 'FoldCommentInput'),
  appealFolding: onComment('appealFolding', 'AppealFoldingInput'),
  decideAppeal: onComment('decideAppeal', 'DecideAppealInput'),
} as const;

/** To whom somebody may propose or suggest: what exists and is no mere roll of an assembly. */
export interface Addressee extends BodyName {
  readonly dissolvedOn: string | null;
}
export const addresseesQuery = `query Addressees($code: DivisionCode!) { division(code: $code) { code name bodies { ${bodyFields} dissolvedOn } } }`;

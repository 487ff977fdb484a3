import { attachmentFields, type Attachment } from '../../api/shapes.ts';
import { payloadFields } from '../../api/payload.ts';
import type { Payload } from '../../use-command.ts';
import { connection } from '../../api/connection.ts';

export interface Notice {
  readonly id: string;
  readonly status: 'DRAFT' | 'PUBLISHED' | 'WITHDRAWN';
  readonly title: string | null;
  readonly text: string | null;
  readonly body: { readonly id: string; readonly name: string };
  readonly attachments: readonly Attachment[];
  readonly publishedAt: string | null;
  readonly withdrawalReason: string | null;
  readonly versions: readonly {
    readonly version: number;
    readonly publishedAt: string;
    readonly reason: string | null;
  }[];
  readonly actions: readonly string[];
}
export const noticesToWorkOnQuery = `query NoticesToWorkOn($division: DivisionCode!, $first: Int!, $after: String, $drafts: Boolean!, $atLeast: Position) {
  notices(division: $division, first: $first, after: $after, drafts: $drafts, atLeast: $atLeast) {
    ${connection('id status title body { id name } publishedAt actions')} } }`;
export const noticeToWorkOnQuery = `query NoticeToWorkOn($id: ID!, $atLeast: Position) { notice(id: $id, atLeast: $atLeast) {
  id status title text body { id name } attachments { ${attachmentFields} } publishedAt withdrawalReason
  versions { version publishedAt reason } actions } }`;
export const bodiesToWriteForQuery = `query BodiesToWriteFor($division: DivisionCode!) {
  division(code: $division) { bodies { id name dissolvedOn } } }`;

export interface NoticePayload extends Payload {
  readonly notice: { readonly id: string } | null;
}
const mutation = (name: string, input: string): string =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { notice { id } ${payloadFields} } }`;
export const noticeMutations = {
  draftNotice: mutation('draftNotice', 'DraftNoticeInput'),
  reviseNotice: mutation('reviseNotice', 'ReviseNoticeInput'),
  publishNotice: mutation('publishNotice', 'PublishNoticeInput'),
  correctNotice: mutation('correctNotice', 'CorrectNoticeInput'),
  withdrawNotice: mutation('withdrawNotice', 'WithdrawNoticeInput'),
} as const;

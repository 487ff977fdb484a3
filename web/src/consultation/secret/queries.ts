import { payloadFields } from '../../api/payload.ts';
import { dueFields, type DueDate } from '../../api/shapes.ts';
import type { Payload } from '../../use-command.ts';

export interface KeyHolder {
  readonly office: string;
  readonly person: string;
  readonly name: string | null;
  readonly opened: boolean;
}
/** Which way so few had chosen that nothing is cast online. */
export interface OnlineCalledOff {
  readonly small: string;
  readonly voters: number;
  readonly least: number;
}
export interface SecretVoting {
  readonly issuers: readonly { readonly issuer: string; readonly hands: string; readonly vkey: string }[];
  readonly holders: readonly KeyHolder[];
  readonly openingSealedAs: number | null;
  readonly tokensClosed: boolean;
  readonly calledOff: OnlineCalledOff | null;
  readonly boxEmptied: boolean;
  readonly hasToken: boolean;
  /** Signatures that can't come any more; a paper is open to her where both do. */
  readonly tokenLacks: number | null;
}

export const secretVotingQuery = `query SecretVoting($id: ID!, $atLeast: Position) { ballot(id: $id, atLeast: $atLeast) { id
  secretVoting { issuers { issuer hands vkey } holders { office person name opened } openingSealedAs tokensClosed calledOff { small voters least } boxEmptied hasToken tokenLacks } } }`;

export interface TokenPayload extends Payload {
  readonly answers: readonly string[] | null;
}
export const takeTokenMutation = `mutation ($input: TakeTokenInput!) { takeToken(input: $input) { answers ${payloadFields} } }`;

export interface KeyPayload extends Payload {
  readonly ballot: { readonly id: string } | null;
}
export const lodgeKeyMutation = `mutation ($input: LodgeBallotKeyInput!) { lodgeBallotKey(input: $input) { ballot { id } ${payloadFields} } }`;
export const openKeyMutation = `mutation ($input: OpenBallotKeyInput!) { openBallotKey(input: $input) { ballot { id } ${payloadFields} } }`;

/** A token taken in somebody's name, until she says that it was she; or that it was not, and what was decided. */
export interface TokenNotice {
  readonly ballot: { readonly id: string; readonly title: string | null } | null;
  readonly person: string;
  readonly name: string | null;
  readonly at: string;
  readonly notice: 'UNTOLD' | 'DISPUTED' | 'UPHELD' | 'DISMISSED';
  readonly text: string | null;
  readonly due: DueDate | null;
  readonly reasons: string | null;
}
const noticeFields = `ballot { id title } person name at notice text reasons due { ${dueFields} }`;
export const tokenNoticesQuery = `query TokenNotices($atLeast: Position) { viewer(atLeast: $atLeast) { tokenNotices { ${noticeFields} } } }`;
export const tokenDisputesQuery = `query TokenDisputes($code: DivisionCode!, $atLeast: Position) {
  tokenDisputes(division: $code, atLeast: $atLeast) { ${noticeFields} } }`;
const noticeMutation = (name: string, input: string): string =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ballot { id } ${payloadFields} } }`;
export const acknowledgeTokenMutation = noticeMutation('acknowledgeToken', 'AcknowledgeTokenInput');
export const disputeTokenMutation = noticeMutation('disputeToken', 'DisputeTokenInput');
export const decideTokenDisputeMutation = noticeMutation('decideTokenDispute', 'DecideTokenDisputeInput');

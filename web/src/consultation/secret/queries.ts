import { payloadFields } from '../../api/payload.ts';
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
}

export const secretVotingQuery = `query SecretVoting($id: ID!, $atLeast: Position) { ballot(id: $id, atLeast: $atLeast) { id
  secretVoting { issuers { issuer hands vkey } holders { office person name opened } openingSealedAs tokensClosed calledOff { small voters least } boxEmptied hasToken } } }`;

export interface TokenPayload extends Payload {
  readonly answers: readonly string[] | null;
}
export const takeTokenMutation = `mutation ($input: TakeTokenInput!) { takeToken(input: $input) { answers ${payloadFields} } }`;

export interface KeyPayload extends Payload {
  readonly ballot: { readonly id: string } | null;
}
export const lodgeKeyMutation = `mutation ($input: LodgeBallotKeyInput!) { lodgeBallotKey(input: $input) { ballot { id } ${payloadFields} } }`;
export const openKeyMutation = `mutation ($input: OpenBallotKeyInput!) { openBallotKey(input: $input) { ballot { id } ${payloadFields} } }`;

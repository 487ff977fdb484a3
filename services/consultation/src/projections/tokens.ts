import { issuersNeeded } from '@cunjian/ballots';
import type { BallotEvent, Digest, DueDate, EntitlementEvent } from '@cunjian/contracts';
import { unreachable } from '@cunjian/kernel';
import type { Projection } from '@cunjian/processing';
import { evolve, isDisputed, type TokenNotice, type TokenNoticeEvent } from '../secret/token-notice.ts';

/** That a person took the token of a secret ballot 领票: everybody of the village may see it. */
export interface TokenDocument {
  readonly ballot: string;
  readonly division: string;
  readonly person: string;
  /** When it was asked for. */
  readonly at: string;
  /** Whose signatures are there. */
  readonly issuers: readonly string[];
  readonly complete: boolean;
  /** It was taken for none, and something else granted instead. */
  readonly lapsed: boolean;
  /** What she says to it, who was told. */
  readonly notice: Exclude<TokenNotice, 'overdue'>;
  readonly dispute?:
    | {
        readonly text: Digest;
        readonly at: string;
        readonly due?: DueDate | undefined;
        readonly overdue?: true;
        readonly reasons?: Digest;
      }
    | undefined;
}

type TokenEvent =
  Extract<EntitlementEvent, { readonly type: 'token-requested' | 'token-granted' | 'token-lapsed' }> | TokenNoticeEvent;

export const tokenKey = (ballot: string, person: string): string => `${ballot}/${person}`;

const withDispute = (document: TokenDocument, event: TokenNoticeEvent, at: string): TokenDocument => {
  const { dispute } = document;
  const before = dispute?.overdue === true && document.notice === 'disputed' ? 'overdue' : document.notice;
  const after = evolve(before, event);
  if (after === before) return document;
  const notice = isDisputed(after) ? 'disputed' : after;
  switch (event.type) {
    case 'token-acknowledged':
      return { ...document, notice };
    case 'token-disputed': {
      const { text, due } = event.data;
      return { ...document, notice, dispute: { text, at, due } };
    }
    case 'token-dispute-overdue':
      return { ...document, notice, ...(dispute && { dispute: { ...dispute, overdue: true } }) };
    case 'token-dispute-decided':
      return { ...document, notice, ...(dispute && { dispute: { ...dispute, reasons: event.data.reasons } }) };
    default:
      return unreachable(event);
  }
};

const eventNames = [
  'token-requested',
  'token-granted',
  'token-lapsed',
  'token-acknowledged',
  'token-disputed',
  'token-dispute-overdue',
  'token-dispute-decided',
] as const satisfies (BallotEvent | EntitlementEvent)['type'][];

export const tokens: Projection<TokenDocument> = {
  name: 'consultation-tokens',
  version: 4,
  events: eventNames,
  indexes: [['ballot'], ['ballot', 'complete'], ['person', 'notice'], ['division', 'notice']],
  keys: ({ data }) => {
    const { ballot, person } = data as TokenEvent['data'];
    return [tokenKey(ballot, person)];
  },
  evolve: (document, { name, data, time, partitionkey: division }) => {
    const event = { type: name, data } as TokenEvent;
    const { ballot, person } = event.data;
    if (event.type === 'token-requested')
      return { ballot, division, person, at: time, issuers: [], complete: false, lapsed: false, notice: 'untold' };
    if (document === undefined) return undefined;
    if (event.type === 'token-lapsed') return { ...document, lapsed: true };
    if (event.type !== 'token-granted') return withDispute(document, event, time);
    const issuers = [...document.issuers, event.data.issuer];
    return { ...document, issuers, complete: issuers.length >= issuersNeeded };
  },
};

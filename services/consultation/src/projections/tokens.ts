import type { EntitlementEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';

/** That a person took the token of a secret ballot 领票: everybody of the village may see it. */
export interface TokenDocument {
  readonly ballot: string;
  readonly person: string;
  /** When it was asked for. */
  readonly at: string;
  /** Whose signatures are there. */
  readonly issuers: readonly string[];
  readonly complete: boolean;
}

type TokenEvent = Extract<EntitlementEvent, { readonly type: 'token-requested' | 'token-granted' }>;

export const tokenKey = (ballot: string, person: string): string => `${ballot}/${person}`;

const issuersNeeded = 2;

export const tokens: Projection<TokenDocument> = {
  name: 'consultation-tokens',
  version: 1,
  events: ['token-requested', 'token-granted'] satisfies TokenEvent['type'][],
  indexes: [['ballot'], ['ballot', 'complete']],
  keys: ({ data }) => {
    const { ballot, person } = data as TokenEvent['data'];
    return [tokenKey(ballot, person)];
  },
  evolve: (document, { name, data, time }) => {
    const event = { type: name, data } as TokenEvent;
    const { ballot, person } = event.data;
    if (event.type === 'token-requested') return { ballot, person, at: time, issuers: [], complete: false };
    if (document === undefined) return undefined;
    const issuers = [...document.issuers, event.data.issuer];
    return { ...document, issuers, complete: issuers.length >= issuersNeeded };
  },
};

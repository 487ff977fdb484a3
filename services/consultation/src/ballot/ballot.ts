import { keysNeeded } from '@cunjian/ballots';
import type { TooFew } from '@cunjian/ballots';
import type { BallotEvent, ProtocolEntry } from '@cunjian/contracts';

type DataOf<Type extends BallotEvent['type']> = Extract<BallotEvent, { type: Type }>['data'];

/** What a ballot is, from its call on. */
export type BallotTerms = Omit<DataOf<'ballot-called'>, 'noticeUntil'>;
export type OpenedTerms = DataOf<'ballot-opened'>;
export type CountedBallot = DataOf<'ballot-counted'>;
export type TokenIssuer = OpenedTerms['issuers'][number];
export type KeyHolder = OpenedTerms['holders'][number];
export type ProtocolChannel = DataOf<'protocol-entered'>['channel'];

/** 计票记录 of one channel: the first entry waits, unseen, for the second; `agreed` once two were alike. */
export interface Protocol {
  readonly first?: { readonly entry: ProtocolEntry; readonly person: string };
  readonly agreed?: ProtocolEntry;
}
export type Protocols = Readonly<Partial<Record<ProtocolChannel, Protocol>>>;

interface Closed extends OpenedSoFar {
  readonly protocols: Protocols;
  readonly boxEmptied: boolean;
  /** Offices that opened their key at the public count. */
  readonly keysOpened: readonly string[];
}
interface OpenedSoFar {
  readonly opened: OpenedTerms;
  readonly tokensClosed: boolean;
  /** Nothing is cast online, though the ballot was called so. */
  readonly calledOff?: TooFew | undefined;
}

export type Ballot =
  | { readonly status: 'none' }
  | { readonly status: 'called'; readonly terms: BallotTerms }
  | ({ readonly status: 'open' } & OpenedSoFar)
  | ({ readonly status: 'closed' } & Closed)
  | ({ readonly status: 'counted'; readonly counted: CountedBallot } & Closed)
  | { readonly status: 'cancelled'; readonly terms: BallotTerms };

export const initialState: Ballot = { status: 'none' };

export const termsOf = (state: Exclude<Ballot, { status: 'none' }>): BallotTerms =>
  state.status === 'called' || state.status === 'cancelled' ? state.terms : state.opened;

/** What became of the tokens once they were closed; absent while they are given, and where there are none. */
export const tokensOf = (state: Ballot): 'closed' | 'called-off' | undefined => {
  if (state.status !== 'open' && state.status !== 'closed') return undefined;
  if (state.calledOff !== undefined) return 'called-off';
  return state.tokensClosed ? 'closed' : undefined;
};

type BoxState = Pick<Extract<Ballot, { status: 'closed' }>, 'calledOff' | 'tokensClosed' | 'keysOpened'>;

/** Cast online in secret, and not called off. */
export const isBoxed = ({
  opened,
  calledOff,
}: Pick<BoxState, 'calledOff'> & { readonly opened: Pick<BallotTerms, 'secrecy' | 'channels'> }): boolean =>
  opened.secrecy === 'secret' && opened.channels.includes('online') && calledOff === undefined;

/** Closed, and waiting for others' keys: for an issuer that states what it signed, or for two officers. */
export const isStuck = (state: BoxState & { readonly opened: Pick<BallotTerms, 'secrecy' | 'channels'> }): boolean =>
  isBoxed(state) && (!state.tokensClosed || state.keysOpened.length < keysNeeded);

const calledTerms = (data: DataOf<'ballot-called'>): BallotTerms => {
  const terms = { ...data };
  delete terms.noticeUntil;
  return terms;
};

const entered = ({ protocols }: Closed, { channel, entry, person }: DataOf<'protocol-entered'>): Protocols => ({
  ...protocols,
  [channel]: protocols[channel]?.first === undefined ? { first: { entry, person } } : { agreed: entry },
});

const settled = ({ protocols }: Closed, { channel, agreed }: DataOf<'protocol-settled'>): Protocols =>
  // Where they differ, both enter again.
  agreed ? protocols : { ...protocols, [channel]: {} };

const calledOff = ({ small, voters, least }: DataOf<'channel-called-off'>): { readonly calledOff: TooFew } => ({
  calledOff: { small, voters, least },
});

/** What happens after the closing, until the count. */
const whenClosed = (state: Extract<Ballot, { status: 'closed' }>, event: BallotEvent): Ballot => {
  switch (event.type) {
    case 'tokens-closed':
      return { ...state, tokensClosed: true };
    case 'channel-called-off':
      return { ...state, ...calledOff(event.data) };
    case 'protocol-entered':
      return { ...state, protocols: entered(state, event.data) };
    case 'protocol-settled':
      return { ...state, protocols: settled(state, event.data) };
    case 'box-emptied':
      return { ...state, boxEmptied: true };
    case 'key-opened':
      return { ...state, keysOpened: [...state.keysOpened, event.data.office] };
    case 'ballot-counted':
      return { ...state, status: 'counted', counted: event.data };
    case 'ballot-cancelled':
      return { status: 'cancelled', terms: state.opened };
    default:
      return state;
  }
};

/** Total: an event that does not belong into a state leaves it as it is. */
export const evolve = (state: Ballot, event: BallotEvent): Ballot => {
  switch (state.status) {
    case 'none':
      return event.type === 'ballot-called' ? { status: 'called', terms: calledTerms(event.data) } : state;
    case 'called':
      if (event.type === 'ballot-opened') return { status: 'open', opened: event.data, tokensClosed: false };
      return event.type === 'ballot-cancelled' ? { ...state, status: 'cancelled' } : state;
    case 'open':
      if (event.type === 'tokens-closed') return { ...state, tokensClosed: true };
      if (event.type === 'channel-called-off') return { ...state, ...calledOff(event.data) };
      if (event.type === 'ballot-cancelled') return { status: 'cancelled', terms: state.opened };
      return event.type === 'ballot-closed'
        ? { ...state, status: 'closed', protocols: {}, boxEmptied: false, keysOpened: [] }
        : state;
    case 'closed':
      return whenClosed(state, event);
    case 'counted':
    case 'cancelled':
      return state;
  }
};

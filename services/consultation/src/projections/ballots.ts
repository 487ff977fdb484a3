import type { TooFew } from '@cunjian/ballots';
import type { Attachment, BallotEvent, Digest, ProtocolEntry, RecordedEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';

type DataOf<Type extends BallotEvent['type']> = Extract<BallotEvent, { type: Type }>['data'];

/** Of one channel. Nobody is shown the first entry before the second is there. */
export interface ProtocolDocument {
  readonly channel: DataOf<'protocol-entered'>['channel'];
  /** Who entered it since it was last unsettled. */
  readonly enteredBy: readonly string[];
  /** Where the last two entries differed: both are entered again. */
  readonly differs: readonly string[];
  readonly agreed?: { readonly entry: ProtocolEntry; readonly scans: readonly Attachment[] } | undefined;
  readonly last?: { readonly entry: ProtocolEntry; readonly scans: readonly Attachment[] } | undefined;
}

export interface BallotDocument extends DataOf<'ballot-called'> {
  readonly status: 'called' | 'open' | 'closed' | 'counted' | 'cancelled';
  readonly calledAt: string;
  /** Ids of the events that a reader may want to see sealed. */
  readonly events: Readonly<Partial<Record<'called' | 'opened' | 'closed' | 'counted', string>>>;
  readonly opened?: Pick<DataOf<'ballot-opened'>, 'roll' | 'issuers' | 'holders'> | undefined;
  readonly tokensClosed: boolean;
  /** Nothing is cast online, though it was called so. */
  readonly calledOff?: TooFew | undefined;
  /** Positions in the log, as text: what comes after `closed` does not count. */
  readonly openedPosition?: string | undefined;
  readonly closedPosition?: string | undefined;
  readonly countedPosition?: string | undefined;
  readonly cancelled?: { readonly reason?: Digest | undefined; readonly code?: string | undefined } | undefined;
  readonly protocols: readonly ProtocolDocument[];
  readonly boxEmptied: boolean;
  readonly keysOpened: readonly string[];
  readonly counted?: Omit<DataOf<'ballot-counted'>, 'ballot'> | undefined;
  readonly countedAt?: string | undefined;
}

const call = (data: DataOf<'ballot-called'>, { time, id }: RecordedEvent): BallotDocument => ({
  ...data,
  status: 'called',
  calledAt: time,
  events: { called: id },
  tokensClosed: false,
  protocols: [],
  boxEmptied: false,
  keysOpened: [],
});

const ofChannel = ({ protocols }: BallotDocument, channel: ProtocolDocument['channel']): ProtocolDocument =>
  protocols.find((one) => one.channel === channel) ?? { channel, enteredBy: [], differs: [] };

const withProtocol = (document: BallotDocument, protocol: ProtocolDocument): BallotDocument => ({
  ...document,
  protocols: [...document.protocols.filter(({ channel }) => channel !== protocol.channel), protocol],
});

const enter = (document: BallotDocument, data: DataOf<'protocol-entered'>): BallotDocument => {
  const { channel, entry, scans, person } = data;
  const known = ofChannel(document, channel);
  const enteredBy = [...known.enteredBy, person];
  return withProtocol(document, { ...known, enteredBy, last: { entry, scans } });
};

/** Who replays an export of hers has the entries of others from here alone. */
const settle = (document: BallotDocument, data: DataOf<'protocol-settled'>): BallotDocument => {
  const { channel, agreed, differs, protocol } = data;
  if (!agreed) return withProtocol(document, { channel, enteredBy: [], differs });
  const { enteredBy, last } = ofChannel(document, channel);
  return withProtocol(document, {
    ...{ channel, enteredBy: protocol?.persons ?? enteredBy, differs: [] },
    agreed: protocol === undefined ? last : { entry: protocol.entry, scans: protocol.scans },
  });
};

const open = (document: BallotDocument, data: DataOf<'ballot-opened'>, event: RecordedEvent): BallotDocument => {
  const { roll, issuers, holders } = data;
  const events = { ...document.events, opened: event.id };
  return {
    ...document,
    status: 'open',
    opened: { roll, issuers, holders },
    openedPosition: `${event.position}`,
    events,
  };
};

/** Key: the ballot. */
export const ballots: Projection<BallotDocument> = {
  name: 'consultation-ballots',
  version: 3,
  events: [
    'ballot-called',
    'ballot-opened',
    'ballot-cancelled',
    'tokens-closed',
    'channel-called-off',
    'ballot-closed',
    'box-emptied',
    'key-opened',
    'protocol-entered',
    'protocol-settled',
    'ballot-counted',
  ] satisfies BallotEvent['type'][],
  indexes: [['division', 'calledAt'], ['body', 'calledAt'], ['division', 'status'], ['proceeding'], ['topic']],
  keys: ({ data }) => [(data as { ballot: string }).ballot],
  evolve: (document, recorded) => {
    const event = { type: recorded.name, data: recorded.data } as BallotEvent;
    if (event.type === 'ballot-called') return call(event.data, recorded);
    if (document === undefined) return undefined;
    switch (event.type) {
      case 'ballot-opened':
        return open(document, event.data, recorded);
      case 'ballot-cancelled': {
        const { reason, code } = event.data;
        return { ...document, status: 'cancelled', cancelled: { reason, code } };
      }
      case 'tokens-closed':
        return { ...document, tokensClosed: true };
      case 'channel-called-off': {
        const { small, voters, least } = event.data;
        return { ...document, calledOff: { small, voters, least } };
      }
      case 'ballot-closed': {
        const events = { ...document.events, closed: recorded.id };
        return { ...document, status: 'closed', closedPosition: `${recorded.position}`, events };
      }
      case 'box-emptied':
        return { ...document, boxEmptied: true };
      case 'key-opened':
        return { ...document, keysOpened: [...document.keysOpened, event.data.office] };
      case 'protocol-entered':
        return enter(document, event.data);
      case 'protocol-settled':
        return settle(document, event.data);
      case 'ballot-counted': {
        const { channels, arithmetic } = event.data;
        const [events, countedPosition] = [{ ...document.events, counted: recorded.id }, `${recorded.position}`];
        return {
          ...document,
          status: 'counted',
          counted: { channels, arithmetic },
          countedAt: recorded.time,
          countedPosition,
          events,
        };
      }
      default:
        return document;
    }
  },
};

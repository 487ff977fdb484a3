import { saysNoRight, type Answer, type ShownError } from './answer.ts';

/** Where a follower is in a division's log. */
export interface Place {
  readonly log: string;
  /** Index of the entry that comes next. */
  readonly next: number;
}

/** A socket, of which one says what is to be done with what it hears. */
export interface FollowSocket {
  send(text: string): void;
  close(): void;
}
export interface SocketEvents {
  readonly opened: () => void;
  readonly heard: (text: string) => void;
  readonly closed: (code: number) => void;
}

export interface FollowPorts {
  /** Throws where there are no sockets. */
  readonly open: (events: SocketEvents) => FollowSocket;
  /** Where the log of a division ends now; undefined where there is no right to it. Rejects where no answer comes. */
  readonly endOf: (division: string) => Promise<Place | undefined>;
  /** Runs once after `ms`; gives what cancels it. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly isVisible: () => boolean;
  /** Tells that `isVisible` has changed; gives what ends that. */
  readonly onVisibility: (run: () => void) => () => void;
}

export interface Following {
  readonly division: string;
  /** Acted in, undefined for oneself. */
  readonly office: string | undefined;
  /** Where an earlier follower of the division stopped. */
  readonly place: Place | undefined;
  /** An entry has come: its position where the reader may know what it says. */
  readonly moved: (position: string | undefined) => void;
}

/** Between attempts, growing from the first to the last by doubling. */
export const firstDelayMs = 1_000;
export const maxDelayMs = 60_000;

/** Codes of graphql-ws for wrong messages, Unauthorized, Forbidden, no such protocol: trying again would change nothing. */
const isFinal = (code: number): boolean => code >= 4400 && code <= 4406;

const subscription = `subscription ($division: DivisionCode!, $log: String, $fromIndex: Int) {
  divisionEvents(division: $division, log: $log, fromIndex: $fromIndex) { log index position } }`;

interface EventData {
  readonly divisionEvents: { readonly log: string; readonly index: number; readonly position: string | null };
}
interface Message {
  readonly type: string;
  /** Of `next` a result, of `error` a list. */
  readonly payload?: Answer<EventData> | readonly ShownError[];
}
const resultOf = ({ payload = [] }: Message): Answer<EventData> =>
  'length' in payload ? { errors: payload } : payload;

interface Told {
  readonly entry: (place: Place, position: string | undefined) => void;
  /** The log has ended, and another epoch of it begun. */
  readonly ended: () => void;
  /** There is no right to it, or no longer. */
  readonly refused: () => void;
  /** A connection that stood has ended. */
  readonly broken: () => void;
  /** There was none, or what was asked for over it failed. */
  readonly lost: () => void;
}
interface Asked extends Pick<Following, 'division' | 'office'> {
  readonly place: Place;
}

/** One subscription over one socket (graphql-transport-ws). After `close` nothing is told any more. */
const subscribe = (open: FollowPorts['open'], { division, office, place }: Asked, told: Told) => {
  let isClosed = false;
  let isAcknowledged = false;
  const send = (message: object): void => socket.send(JSON.stringify(message));
  const heard = (message: Message): void => {
    const { type } = message;
    const { data, errors = [] } = resultOf(message);
    const entry = data?.divisionEvents;
    if (type === 'ping') send({ type: 'pong' });
    else if (type === 'connection_ack') {
      isAcknowledged = true;
      const variables = { division, log: place.log, fromIndex: place.next };
      send({ id: division, type: 'subscribe', payload: { query: subscription, variables } });
    } else if (type === 'next' && entry !== undefined)
      told.entry({ log: entry.log, next: entry.index + 1 }, entry.position ?? undefined);
    else if (type === 'complete') told.ended();
    else if (type === 'next' || type === 'error') (saysNoRight(errors) ? told.refused : told.lost)();
  };
  const socket = open({
    opened: () => isClosed || send({ type: 'connection_init', payload: { office } }),
    heard: (text) => isClosed || heard(JSON.parse(text) as Message),
    closed: (code) => isClosed || (isFinal(code) ? told.refused : isAcknowledged ? told.broken : told.lost)(),
  });
  return () => {
    isClosed = true;
    socket.close();
  };
};

/**
 * Follows a division's log by the gateway's subscription, with the page's session. The socket is open only while the page
 * is visible; after a break it goes on at the index where it was. It never asks by the clock.
 */
export const followLog = ({ division, office, moved, ...given }: Following, ports: FollowPorts) => {
  let place = given.place;
  /** Of the socket that is open, or of the attempt that waits. */
  let close: (() => void) | undefined;
  let failures = 0;
  let isOver = false;
  /** Counts attempts, so that one that was left opens nothing. */
  let turn = 0;

  const leave = (): void => {
    turn++;
    close?.();
    close = undefined;
  };
  const end = (): void => {
    isOver = true;
    leave();
  };
  const tryLater = (): void => {
    leave();
    const delayMs = Math.min(maxDelayMs, firstDelayMs * 2 ** failures++);
    // Half of it by chance: a server that comes back is not met by everybody at once.
    close = ports.after(delayMs * (0.5 + ports.random() / 2), () => void connect());
  };
  const told: Told = {
    entry: (next, position) => {
      failures = 0;
      place = next;
      moved(position);
    },
    ended: () => {
      place = undefined;
      moved(undefined);
      tryLater();
    },
    refused: end,
    broken: () => {
      failures = 0;
      tryLater();
    },
    lost: tryLater,
  };
  const connect = async (): Promise<void> => {
    leave();
    if (isOver || !ports.isVisible()) return;
    const mine = turn;
    try {
      place ??= await ports.endOf(division);
      if (mine !== turn) return;
      if (place === undefined) return end();
      close = subscribe(ports.open, { division, office, place }, told);
    } catch {
      if (mine === turn) tryLater();
    }
  };

  const endVisibility = ports.onVisibility(() => {
    failures = 0;
    void connect();
  });
  void connect();

  return {
    place: () => place,
    stop: () => {
      endVisibility();
      end();
    },
  };
};

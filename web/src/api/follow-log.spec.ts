import { beforeEach, describe, expect, it } from '@jest/globals';
import { firstDelayMs, followLog, maxDelayMs, type FollowPorts, type Place, type SocketEvents } from './follow-log.ts';

const division = '330324108207';

interface Opened extends SocketEvents {
  readonly sent: { readonly type: string; readonly payload?: Record<string, unknown> }[];
  isClosed: boolean;
}
let sockets: Opened[];
let timers: { readonly ms: number; readonly run: () => void; isCancelled: boolean }[];
let moves: (string | undefined)[];
let visible: boolean;
let changed: (() => void) | undefined;
let end: () => Promise<Place | undefined>;
let asked: number;

const ports: FollowPorts = {
  open: (events) => {
    const socket: Opened = { ...events, sent: [], isClosed: false };
    sockets.push(socket);
    return {
      send: (text) => void socket.sent.push(JSON.parse(text)),
      close: () => void (socket.isClosed = true),
    };
  },
  endOf: () => {
    asked++;
    return end();
  },
  after: (ms, run) => {
    const timer = { ms, run, isCancelled: false };
    timers.push(timer);
    return () => void (timer.isCancelled = true);
  },
  random: () => 1,
  isVisible: () => visible,
  onVisibility: (run) => {
    changed = run;
    return () => void (changed = undefined);
  },
};

beforeEach(() => {
  [sockets, timers, moves] = [[], [], []];
  [visible, changed, asked] = [true, undefined, 0];
  end = () => Promise.resolve({ log: division, next: 7 });
});

/** What was promised by then has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
const follow = async (place?: Place, office?: string) => {
  const followed = followLog({ division, office, place, moved: (position) => void moves.push(position) }, ports);
  await settled();
  return followed;
};
const last = (): Opened => {
  const socket = sockets.at(-1);
  if (socket === undefined) throw new Error('no socket was opened');
  return socket;
};
const say = (message: object): void => last().heard(JSON.stringify(message));
const acknowledge = (): void => {
  last().opened();
  say({ type: 'connection_ack' });
};
const entry = (index: number, position: string | null = null): void =>
  say({ type: 'next', payload: { data: { divisionEvents: { log: division, index, position } } } });
const ring = async (): Promise<number | undefined> => {
  const timer = timers.filter(({ isCancelled }) => !isCancelled).at(-1);
  timer?.run();
  await settled();
  return timer?.ms;
};
const shown = (code: string, given: object = {}) => ({ message: code, extensions: { code, ...given } });
const away = shown('service.away');
const refusedFor = (code: string) => shown('query.refused', { refusals: [{ code, message: code }] });
const subscribed = () => last().sent.find(({ type }) => type === 'subscribe')?.payload?.['variables'];

describe('the page follows a log', () => {
  it('from its end on, in the office acted in, and is told of each entry', async () => {
    await follow(undefined, 'office-1');
    acknowledge();
    expect(last().sent[0]).toEqual({ type: 'connection_init', payload: { office: 'office-1' } });
    expect(subscribed()).toEqual({ division, log: division, fromIndex: 7 });
    entry(7, '120');
    entry(8);
    expect(moves).toEqual(['120', undefined]);
  });

  it('after a break from the index that it knows, without asking for the end again', async () => {
    const followed = await follow();
    acknowledge();
    entry(7);
    last().closed(1006);
    await ring();
    acknowledge();
    expect(subscribed()).toEqual({ division, log: division, fromIndex: 8 });
    expect([sockets.length, asked]).toEqual([2, 1]);
    expect(followed.place()).toEqual({ log: division, next: 8 });
  });

  it('from where an earlier follower stopped', async () => {
    await follow({ log: division, next: 3 });
    acknowledge();
    expect([asked, subscribed()]).toEqual([0, { division, log: division, fromIndex: 3 }]);
  });

  it('waiting longer each time that it can not, and not so long again once something came', async () => {
    await follow();
    const waited: (number | undefined)[] = [];
    for (let time = 0; time < 8; time++) {
      last().closed(1006);
      waited.push(await ring());
    }
    expect(waited.slice(0, 3)).toEqual([firstDelayMs, 2 * firstDelayMs, 4 * firstDelayMs]);
    expect(waited.at(-1)).toBe(maxDelayMs);
    acknowledge();
    entry(7);
    last().closed(1001);
    expect(await ring()).toBe(firstDelayMs);
  });

  it('not so long again once a connection stood, though nothing came over it', async () => {
    await follow();
    for (let time = 0; time < 4; time++) {
      last().closed(1006);
      await ring();
    }
    for (let time = 0; time < 2; time++) {
      acknowledge();
      last().closed(1001);
      expect(await ring()).toBe(firstDelayMs);
    }
    last().closed(1006);
    expect(await ring()).toBe(2 * firstDelayMs);
  });

  it('only while it is visible', async () => {
    await follow();
    acknowledge();
    entry(7);
    visible = false;
    changed?.();
    expect(last().isClosed).toBe(true);
    // What the closed one still says, and what it says of its end, changes nothing.
    entry(8);
    last().closed(1000);
    expect([moves.length, timers.length]).toEqual([1, 0]);
    visible = true;
    changed?.();
    await settled();
    acknowledge();
    expect(subscribed()).toEqual({ division, log: division, fromIndex: 8 });
  });

  it('not at all as long as it has never been visible', async () => {
    visible = false;
    await follow();
    expect([sockets.length, asked]).toEqual([0, 0]);
  });

  it('again when nothing could be reached at first', async () => {
    end = () => Promise.reject(new Error('offline'));
    await follow();
    expect(sockets).toEqual([]);
    end = () => Promise.resolve({ log: division, next: 9 });
    await ring();
    acknowledge();
    expect(subscribed()).toEqual({ division, log: division, fromIndex: 9 });
  });

  it('into its next epoch', async () => {
    await follow();
    acknowledge();
    end = () => Promise.resolve({ log: `${division}/epoch-2`, next: 2 });
    say({ type: 'complete' });
    expect(moves).toEqual([undefined]);
    await ring();
    acknowledge();
    expect(subscribed()).toEqual({ division, log: `${division}/epoch-2`, fromIndex: 2 });
  });

  it.each([
    ['in the middle of it', () => say({ type: 'next', payload: { data: null, errors: [away] } })],
    ['instead of a beginning', () => say({ type: 'error', payload: [away] })],
    ['for rights that are not known yet', () => say({ type: 'error', payload: [refusedFor('access.stale')] })],
    ['without a word', () => say({ type: 'next', payload: { data: null } })],
  ])('again after an error that may pass, %s', async (_, told) => {
    await follow();
    for (const delayMs of [firstDelayMs, 2 * firstDelayMs]) {
      acknowledge();
      told();
      expect(last().isClosed).toBe(true);
      expect(await ring()).toBe(delayMs);
    }
    acknowledge();
    expect(subscribed()).toEqual({ division, log: division, fromIndex: 7 });
  });

  it.each([
    ['it has no right to it', () => say({ type: 'error', payload: [refusedFor('access.denied')] })],
    ['the office has ended', () => say({ type: 'error', payload: [refusedFor('access.office-not-held')] })],
    ['the right has ended', () => say({ type: 'next', payload: { errors: [refusedFor('access.denied')] } })],
    ['the session has ended', () => say({ type: 'next', payload: { errors: [shown('request.bad-token')] } })],
    ['nobody is signed in', () => last().closed(4403)],
  ])('no longer where %s', async (_, told) => {
    await follow();
    acknowledge();
    told();
    changed?.();
    await settled();
    expect([sockets.length, timers.length]).toEqual([1, 0]);
  });

  it('not where the end is not for it to know', async () => {
    end = () => Promise.resolve(undefined);
    await follow();
    changed?.();
    await settled();
    expect([sockets.length, asked]).toEqual([0, 1]);
  });

  it('until it is stopped, even in the middle of an attempt', async () => {
    const followed = followLog({ division, office: undefined, place: undefined, moved: () => undefined }, ports);
    followed.stop();
    await settled();
    expect([sockets.length, changed]).toEqual([0, undefined]);
  });

  it('and answers pings', async () => {
    await follow();
    say({ type: 'ping' });
    expect(last().sent).toEqual([{ type: 'pong' }]);
  });
});

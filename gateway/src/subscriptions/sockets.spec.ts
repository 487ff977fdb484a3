import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createLog, systemRandom } from '@cunjian/service-kit';
import { createFakeClock } from '@cunjian/testing';
import { WebSocket } from 'ws';
import { maxQueryLength } from '../graphql/limits.ts';
import { buildSchema } from '../graphql/schema.ts';
import { resolvers } from '../resolvers.ts';
import { maxUncheckedMs } from './follow-division.ts';
import { maxStallMs, pingIntervalMs } from './socket.ts';
import { createSockets, maxSocketsPerAccount, maxSubscriptionsPerSocket } from './sockets.ts';

const division = '330326101201';
const schema = buildSchema(resolvers);

/** A log in memory, in place of the service. */
const createLogDouble = () => {
  const entries: { index: number; id: string; log: string; origin: string; commitment: string }[] = [];
  let denied = false;
  let reads = 0;
  const add = (count: number, bytes = 10): void => {
    for (let i = 0; i < count; i++)
      entries.push({
        index: entries.length,
        id: `event-${entries.length}`,
        log: division,
        origin: `test/division/${division}`,
        commitment: 'x'.repeat(bytes),
      });
  };
  const feed = {
    position: async () => String(entries.length),
    sizes: async () => [{ division, size: entries.length }],
    entries: async ({ from, limit }: { from: number; limit: number }) => {
      reads++;
      if (denied)
        return { ok: false, refusals: [{ code: 'access.denied', params: { action: 'events.follow', division } }] };
      const page = entries.slice(from, from + limit);
      return { ok: true, log: division, size: entries.length, entries: page, next: from + page.length, ended: false };
    },
  };
  return { feed, add, deny: () => void (denied = true), reads: () => reads };
};

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const start = async (limits: { readonly maxPageSockets?: number } = {}) => {
  const log = createLogDouble();
  const clock = createFakeClock();
  const accounts = new Map([['Bearer good', 'integrator']]);
  const createCaller = () => ({ feed: log.feed });
  const service = { createCaller };
  const names = ['registry', 'publication', 'consultation', 'audit', 'integration'];
  const services = Object.fromEntries(names.map((name) => [name, service]));
  const sockets = createSockets({
    schema,
    services: services as never,
    accountOf: async (_request, authorization = '') => accounts.get(authorization),
    clock,
    random: systemRandom,
    log: createLog({ service: 'test', level: 'fatal' }),
    ...limits,
  });
  const server = createServer();
  server.on('upgrade', sockets.upgrade);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  opened.push(async () => {
    sockets.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { log, clock, accounts, url, connect: (params?: object) => connect(url, params) };
};

interface Message {
  readonly id?: string;
  readonly type: string;
  // Tests look into what they asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
  readonly payload?: any;
}

/** A client that says what it is told to, `connection_init` first where there are parameters. */
const connect = async (url: string, params?: object) => {
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers: { 'accept-language': 'en' } });
  const received: Message[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (bytes: Buffer) => {
    received.push(JSON.parse(bytes.toString()) as Message);
    for (const wake of [...waiting]) wake();
  });
  socket.on('error', () => undefined);
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
  );
  opened.push(async () => socket.terminate());
  const send = (message: object): void => socket.send(JSON.stringify(message));
  const some = async (count: number): Promise<readonly Message[]> => {
    while (received.length < count) await new Promise<void>((resolve) => waiting.add(resolve));
    return received;
  };
  await once(socket, 'open');
  if (params !== undefined) {
    send({ type: 'connection_init', payload: params });
    await Promise.race([some(1), closed]);
  }
  const subscribe = (id: string, query: string, variables: object = {}): void =>
    send({ id, type: 'subscribe', payload: { query, variables } });
  return {
    ...{ socket, received, closed, send, some, subscribe },
    follow: (id: string, fromIndex?: number) => subscribe(id, following, { division, fromIndex }),
  };
};
const following = `subscription ($division: DivisionCode!, $fromIndex: Int) {
  divisionEvents(division: $division, fromIndex: $fromIndex) { index event commitment text } }`;
const signedIn = { authorization: 'Bearer good' };

const indexesOf = (messages: readonly Message[]): readonly number[] =>
  messages.flatMap(({ type, payload }) => (type === 'next' ? [payload.data.divisionEvents.index] : []));
const codesOf = ({ payload }: Message): readonly string[] =>
  (payload as readonly { extensions: { code: string } }[]).map(({ extensions }) => extensions.code);

describe('a subscription', () => {
  it('gives what was there from an index on, then what comes', async () => {
    const { log, clock, connect } = await start();
    log.add(45);
    const client = await connect(signedIn);
    client.follow('a', 3);
    expect(indexesOf(await client.some(43))).toEqual(Array.from({ length: 42 }, (_, i) => i + 3));
    log.add(2);
    await clock.advance(1_000);
    expect(indexesOf(await client.some(45)).slice(-2)).toEqual([45, 46]);
  });

  it('is resumed after a break without a gap', async () => {
    const { log, connect } = await start();
    log.add(10);
    const first = await connect(signedIn);
    first.follow('a', 0);
    const seen = indexesOf(await first.some(5));
    first.socket.terminate();
    log.add(10);
    const last = seen.at(-1) ?? -1;
    const second = await connect(signedIn);
    second.follow('a', last + 1);
    expect(indexesOf(await second.some(20 - last))).toEqual(Array.from({ length: 19 - last }, (_, i) => last + 1 + i));
  });

  it('begins with what comes where no index is named', async () => {
    const { log, clock, connect } = await start();
    log.add(7);
    const client = await connect(signedIn);
    client.follow('a');
    client.follow('b', 6);
    await client.some(2);
    log.add(1);
    await clock.advance(1_000);
    expect(indexesOf((await client.some(4)).filter(({ id }) => id === 'a'))).toEqual([7]);
  });

  it('ends with an error when the right to it ends, though nothing happens', async () => {
    const { log, clock, connect } = await start();
    log.add(1);
    const client = await connect(signedIn);
    client.follow('a', 0);
    await client.some(2);
    log.deny();
    await clock.advance(maxUncheckedMs);
    const [error, end] = (await client.some(4)).slice(2);
    expect(error).toMatchObject({ type: 'next', payload: { data: null } });
    expect(error?.payload.errors[0].extensions.refusals[0].code).toBe('access.denied');
    expect(end).toEqual({ id: 'a', type: 'complete' });
  });

  it('ends when the token does', async () => {
    const { log, clock, accounts, connect } = await start();
    log.add(1);
    const client = await connect(signedIn);
    client.follow('a', 0);
    await client.some(2);
    accounts.clear();
    await clock.advance(maxUncheckedMs);
    const [error] = (await client.some(4)).slice(2);
    expect(error?.payload.errors[0].extensions.code).toBe('request.bad-token');
  });

  it('is refused before it begins where there is no right', async () => {
    const { log, connect } = await start();
    log.deny();
    const client = await connect(signedIn);
    client.follow('a', 0);
    const [, error, end] = await client.some(3);
    expect(error?.payload.errors[0].extensions).toMatchObject({ code: 'query.refused' });
    expect(end).toEqual({ id: 'a', type: 'complete' });
  });
});

describe('limits', () => {
  it.each([
    ['a query', '{ viewer { account } }', 'subscription.only'],
    ['a mutation', 'mutation { removeWebhook(input: { commandId: "x", webhook: "y" }) { webhook } }', undefined],
    ['what is no GraphQL', '{', 'GRAPHQL_PARSE_FAILED'],
    ['what the schema does not have', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['too long a text', `subscription { ${' '.repeat(maxQueryLength)} }`, 'query.too-long'],
    [
      'too many aliases',
      `subscription { divisionEvents(division: "${division}") { ${Array.from({ length: 31 }, (_, i) => `a${i}: index`).join(' ')} } }`,
      'query.too-many-aliases',
    ],
  ])('%s is refused', async (_, query, code) => {
    const { connect, log } = await start();
    const client = await connect(signedIn);
    client.subscribe('a', query);
    const [, error] = await client.some(2);
    expect(error).toMatchObject({ id: 'a', type: 'error' });
    if (code !== undefined) expect(error && codesOf(error)).toEqual([code]);
    expect(log.reads()).toBe(0);
  });

  it('hold for the subscriptions of a socket', async () => {
    const { connect } = await start();
    const client = await connect(signedIn);
    for (let i = 0; i <= maxSubscriptionsPerSocket; i++) client.follow(`s${i}`, 0);
    const [, error] = await client.some(2);
    expect(error).toMatchObject({ id: `s${maxSubscriptionsPerSocket}`, type: 'error' });
    expect(error && codesOf(error)).toEqual(['subscription.too-many']);
  });

  it('hold for the sockets of an account, until one is closed', async () => {
    const { connect } = await start();
    const clients = [];
    for (let i = 0; i < maxSocketsPerAccount; i++) {
      const client = await connect(signedIn);
      await client.some(1);
      clients.push(client);
    }
    const oneMore = await connect(signedIn);
    expect(await oneMore.closed).toEqual({ code: 4429, reason: 'too many connections of this account' });
    clients[0]?.socket.close();
    await clients[0]?.closed;
    const next = await connect(signedIn);
    expect(await next.some(1)).toEqual([{ type: 'connection_ack' }]);
  });

  it('hold for pages, and leave room for systems', async () => {
    const { accounts, connect } = await start({ maxPageSockets: 1 });
    accounts.set('', 'villager');
    const first = await connect({});
    await first.some(1);
    expect(await (await connect({})).closed).toEqual({ code: 4429, reason: 'too many connections of pages' });
    expect(await (await connect(signedIn)).some(1)).toEqual([{ type: 'connection_ack' }]);
    first.socket.close();
    await first.closed;
    expect(await (await connect({})).some(1)).toEqual([{ type: 'connection_ack' }]);
  });

  it('hold for messages', async () => {
    const { connect } = await start();
    const client = await connect(signedIn);
    client.subscribe('a', 'x'.repeat(200_000));
    expect((await client.closed).code).toBe(1009);
  });
});

describe('a connection', () => {
  it.each([{}, { authorization: 'Bearer bad' }, { authorization: 7 }])('is refused with %j', async (params) => {
    const { connect } = await start();
    expect(await (await connect(params)).closed).toEqual({ code: 4403, reason: 'Forbidden' });
  });

  it('has to be initialised first', async () => {
    const { connect } = await start();
    const client = await connect();
    client.follow('a', 0);
    expect((await client.closed).code).toBe(4401);
  });

  it('is made at /graphql, in the protocol of graphql-ws', async () => {
    const { url } = await start();
    const elsewhere = new WebSocket(url.replace('/graphql', '/other'), 'graphql-transport-ws');
    const [error] = (await once(elsewhere, 'error')) as [Error];
    expect(error.message).toContain('404');
    const other = new WebSocket(url);
    const [code] = (await once(other, 'close')) as [number];
    expect(code).toBe(4406);
  });

  it('that no longer answers is ended', async () => {
    const { clock, connect } = await start();
    const client = await connect(signedIn);
    await client.some(1);
    client.socket.pause();
    for (let i = 0; i < 3; i++) await clock.advance(pingIntervalMs);
    client.socket.resume();
    expect((await client.closed).code).toBe(1006);
  });
});

describe('a consumer that does not read', () => {
  const manyBytes = 200_000;

  it('is not read for: what it is owed stays in the log', async () => {
    const { log, connect } = await start();
    log.add(2_000, manyBytes);
    const client = await connect(signedIn);
    await client.some(1);
    client.socket.pause();
    const readsBefore = log.reads();
    client.follow('a', 0);
    // Another one's stream goes on meanwhile: when it has all of it, the slow one has had its chance.
    const quick = await connect(signedIn);
    quick.follow('b', 1_500);
    await quick.some(501);
    const pages = log.reads() - readsBefore - 25;
    // 2,000 entries are a hundred pages; what the system buffers for a socket is a few megabytes.
    expect(pages).toBeLessThan(15);
  });

  it('is closed with a reason', async () => {
    const { log, clock, connect } = await start();
    log.add(600, manyBytes);
    const client = await connect(signedIn);
    await client.some(1);
    client.follow('a', 0);
    await client.some(2);
    client.socket.pause();
    const quick = await connect(signedIn);
    quick.follow('b', 500);
    await quick.some(101);
    await clock.advance(maxStallMs);
    client.socket.resume();
    expect(await client.closed).toMatchObject({ code: 4413, reason: expect.stringContaining('slow consumer') });
  });
});

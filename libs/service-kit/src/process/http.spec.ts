import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { expect, it } from '@jest/globals';
import { createFakeClock } from '@cunjian/testing';
import { createHealth } from '../health.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { listen, maxDrainMs } from './http.ts';

const start = async () => {
  const clock = createFakeClock();
  const logged: object[] = [];
  const log = createLog({ process: 'test', destination: { write: (line) => void logged.push(JSON.parse(line)) } });
  const http = await listen({
    port: 0,
    host: '127.0.0.1',
    health: createHealth(),
    metrics: createMetrics(),
    clock,
    log,
  });
  return { clock, http, logged };
};

it('closes though somebody keeps an upgraded connection open', async () => {
  const { clock, http } = await start();
  http.server.on('upgrade', (_request, socket) => {
    socket.on('error', () => undefined);
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: chat\r\n\r\n');
  });
  const client = connect(Number(new URL(http.localUrl).port), '127.0.0.1');
  client.on('error', () => undefined);
  client.write('GET / HTTP/1.1\r\nHost: cunjian.test\r\nConnection: Upgrade\r\nUpgrade: chat\r\n\r\n');
  await once(client, 'data');
  const ended = once(client, 'close');
  const closed = http.close();
  await clock.advance(maxDrainMs);
  await closed;
  await ended;
});

it('has started once what it serves is mounted', async () => {
  const { http } = await start();
  const status = async (path: string) => (await fetch(`${http.localUrl}${path}`)).status;
  const asked = () => Promise.all(['/health/live', '/health/started', '/anything'].map(status));
  expect(await asked()).toEqual([200, 503, 503]);
  http.mount((_request, response) => void response.send('done'));
  expect(await asked()).toEqual([200, 200, 200]);
  await http.close();
});

it.each([
  ['later', async () => Promise.reject(new Error('SELECT secret FROM'))],
  [
    'at once',
    () => {
      throw new Error('SELECT secret FROM');
    },
  ],
])('answers 500 where what it serves fails %s, says why in its log, and goes on', async (_, handler) => {
  const { http, logged } = await start();
  http.mount(handler);
  const failed = await fetch(`${http.localUrl}/graphql?token=hunter2`);
  expect(failed.status).toBe(500);
  expect(await failed.text()).not.toContain('secret');
  expect(logged).toMatchObject([{ err: { message: 'SELECT secret FROM' }, method: 'GET', path: '/graphql' }]);
  expect(JSON.stringify(logged)).not.toContain('hunter2');
  expect((await fetch(`${http.localUrl}/health/live`)).status).toBe(200);
  await http.close();
});

it('lets a request under way end first', async () => {
  const { http } = await start();
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  http.mount((_request, response) => {
    asked.resolve();
    void answer.promise.then(() => response.send('done'));
  });
  const answered = fetch(http.localUrl).then((response) => response.text());
  await asked.promise;
  const closed = http.close();
  answer.resolve();
  expect(await answered).toBe('done');
  await closed;
});

it('closes though clients ask on and on: its answers then say that nobody may ask on the same connection', async () => {
  const { http } = await start();
  const released = Promise.withResolvers<void>();
  const waiting = Promise.withResolvers<void>();
  http.mount(async (request, response) => {
    if (request.path === '/begun') response.write('be');
    else waiting.resolve();
    await released.promise;
    response.end('gun');
  });
  const [one, other] = [new Agent({ keepAlive: true }), new Agent({ keepAlive: true })];
  const ask = async (path: string, agent: Agent): Promise<IncomingMessage> => {
    const [response] = (await once(get(`${http.localUrl}${path}`, { agent }), 'response')) as [IncomingMessage];
    return response;
  };
  const ended = async (response: IncomingMessage): Promise<void> => {
    const end = once(response, 'end');
    response.resume();
    await end;
  };
  const begun = await ask('/begun', one);
  const waited = ask('/waiting', other);
  await waiting.promise;
  const closed = http.close();
  while (http.server.listening) await new Promise(setImmediate);
  released.resolve();
  await ended(begun);
  for (const response of [await waited, await ask('/again', one)]) {
    expect(response.headers.connection).toBe('close');
    await ended(response);
  }
  await closed;
});

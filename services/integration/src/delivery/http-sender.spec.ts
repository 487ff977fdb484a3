import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createFakeClock } from '@cunjian/testing';
import { systemClock } from '@cunjian/service-kit';
import { createAddressPolicy } from './address-policy.ts';
import { createHttpSender, maxAnswerBytes, maxDeliveryMs, maxExcerptChars } from './http-sender.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
const serve = async (answer: RequestListener): Promise<number> => {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
const own = createAddressPolicy(['127.0.0.1/32']);
const strict = createAddressPolicy([]);
const { signal } = new AbortController();
const delivery = (url: string) => ({ url, headers: { 'webhook-id': 'm' }, body: '{}', signal });

describe('addresses', () => {
  it('are those of the name at one look-up: what it says the next time is not asked for', async () => {
    const hosts: (string | undefined)[] = [];
    const port = await serve((request, response) => {
      hosts.push(request.headers.host);
      response.end();
    });
    let asked = 0;
    const resolve = async () => (asked++ === 0 ? ['127.0.0.1'] : ['169.254.169.254']);
    const send = createHttpSender({ policy: own, clock: systemClock, resolve });
    expect(await send(delivery(`http://receiver.test:${port}/a?b=c`))).toMatchObject({ status: 200 });
    expect([asked, hosts]).toEqual([1, [`receiver.test:${port}`]]);
  });

  it.each([
    [['10.0.0.1'], 'the address is not public'],
    [['8.8.8.8', '127.0.0.1'], 'the address is not public'],
    [['::ffff:127.0.0.1'], 'the address is not public'],
    [[], 'the name has no address'],
  ])('%j of a name are refused', async (addresses, error) => {
    const send = createHttpSender({ policy: strict, clock: systemClock, resolve: async () => addresses });
    expect(await send(delivery('https://receiver.test/'))).toMatchObject({ error });
  });

  it.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://0x7f.0.0.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://[::ffff:7f00:1]/',
    'https://169.254.169.254/latest/meta-data',
  ])('%s is refused however it is written', async (url) => {
    const resolve = async () => {
      throw new Error('a literal is not looked up');
    };
    const send = createHttpSender({ policy: strict, clock: systemClock, resolve });
    expect(await send(delivery(url))).toMatchObject({ error: 'the address is not public' });
  });

  it('of plain HTTP are of networks of one’s own', async () => {
    const send = createHttpSender({ policy: own, clock: systemClock, resolve: async () => ['8.8.8.8'] });
    const answer = await send(delivery('http://receiver.test/'));
    expect(answer).toMatchObject({ error: 'plain HTTP is not delivered to public addresses' });
  });
});

describe('an answer', () => {
  it('is read as far as it is of use', async () => {
    let written = 0;
    const port = await serve((_request, response) => {
      const more = (): void => {
        while (response.writable && written < 100 * maxAnswerBytes) {
          written += 4_096;
          if (!response.write('x'.repeat(4_096))) return void response.once('drain', more);
        }
        response.end();
      };
      response.on('error', () => undefined);
      more();
    });
    const send = createHttpSender({ policy: own, clock: systemClock });
    const answer = await send(delivery(`http://127.0.0.1:${port}/`));
    expect(answer).toMatchObject({ status: 200, excerpt: 'x'.repeat(maxExcerptChars) });
  });

  it('keeps no control characters', async () => {
    const port = await serve((_request, response) => response.end('a\u0000\u001b[31mb\r\nc'));
    const answer = await createHttpSender({ policy: own, clock: systemClock })(delivery(`http://127.0.0.1:${port}/`));
    expect(answer).toMatchObject({ excerpt: 'a [31mb c' });
  });

  it('that does not come is not waited for', async () => {
    const clock = createFakeClock();
    const arrived = Promise.withResolvers<void>();
    const port = await serve(() => arrived.resolve());
    const answer = createHttpSender({ policy: own, clock })(delivery(`http://127.0.0.1:${port}/`));
    await arrived.promise;
    await clock.advance(maxDeliveryMs);
    expect(await answer).toEqual({ error: 'no answer within 15 s', ms: maxDeliveryMs });
  });

  it('that trickles is given up in the same time', async () => {
    const clock = createFakeClock();
    const arrived = Promise.withResolvers<void>();
    const port = await serve((_request, response) => {
      response.write('a');
      arrived.resolve();
    });
    const answer = createHttpSender({ policy: own, clock })(delivery(`http://127.0.0.1:${port}/`));
    await arrived.promise;
    await clock.advance(maxDeliveryMs);
    expect(await answer).toMatchObject({ error: 'no answer within 15 s' });
  });

  it('of nobody is told by its cause', async () => {
    const port = await serve(() => undefined);
    const [server] = servers.splice(0);
    await new Promise((resolve) => server?.close(resolve));
    const answer = await createHttpSender({ policy: own, clock: systemClock })(delivery(`http://127.0.0.1:${port}/`));
    expect(answer).toMatchObject({ error: 'ECONNREFUSED' });
  });
});

import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { visitor } from '@cunjian/access';
import type { CommandHandler, EventStore, StoredEvent } from '@cunjian/event-store';
import { refuse } from '@cunjian/kernel';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import express from 'express';
import { createLog } from '../log.ts';
import { createProcedures } from '../procedures.ts';
import { createRemoteService, createServiceIdentity, serveProcedures } from '../remote/index.ts';
import { systemClock, systemRandom } from '../system.ts';
import { spanAttributeNames, startTracing, tracedRequests, untraced, type Tracing } from './index.ts';
import { readTraceparent, rootOf } from './trace-context.ts';
import { tracedTake } from './traced-batches.ts';
import { tracedHandle, tracedStore } from './traced-writes.ts';

interface Sent {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  readonly links?: readonly { readonly traceId: string }[];
  readonly status: { readonly code?: number; readonly message?: string };
}

const correlationId = '5f0c3a52-8f6e-4a53-9d0b-3c1d2e4f5a6b';
const trace = correlationId.replaceAll('-', '');
const servers: Server[] = [];
const listen = async (handler: express.RequestHandler): Promise<string> => {
  const server = createServer(express().use(handler)).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

let bodies: string[] = [];
let tracing: Tracing;
const warn = jest.fn();
beforeEach(async () => {
  bodies = [];
  const endpoint = await listen((request, response) => {
    expect(request.path).toBe('/v1/traces');
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      bodies.push(body);
      response.json({});
    });
  });
  tracing = await startTracing({ endpoint, ratio: 1, service: 'gateway' }, { warn });
});
afterEach(async () => {
  await tracing.stop();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** What the collector got, when everything has been sent. */
const sent = async (): Promise<Sent[]> => {
  await tracing.stop();
  return bodies.flatMap((body) =>
    (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Sent[] }[] }[] }).resourceSpans.flatMap(
      ({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans),
    ),
  );
};
const spanNamed = (spans: readonly Sent[], name: string): Sent => {
  const found = spans.find((span) => span.name === name);
  if (found === undefined) throw new Error(`no span ${name} among ${spans.map((span) => span.name).join(', ')}`);
  return found;
};

const identities = () => {
  const [gateway, registry] = [generateKeyPairSync('x25519'), generateKeyPairSync('x25519')];
  const keys = {
    keys: [
      { ...gateway.publicKey.export({ format: 'jwk' }), kid: 'gateway' },
      { ...registry.publicKey.export({ format: 'jwk' }), kid: 'registry' },
    ],
  };
  const identityOf = (service: string, { privateKey }: typeof gateway) => {
    const key = privateKey.export({ format: 'jwk' });
    return createServiceIdentity({ service, key, keys, clock: systemClock, random: systemRandom });
  };
  return { gateway: identityOf('gateway', gateway), registry: identityOf('registry', registry) };
};

const storeOf = (answer: Awaited<ReturnType<EventStore['append']>>): Pick<EventStore, 'append'> => ({
  append: async () => answer,
});
const account = 'wang-xiaoming';
const division = '330302001201';
const stream = `household-${division}-wang`;

/** A gateway, and a service behind it that carries out a command; the way of every mutation. */
const deployment = async (): Promise<string> => {
  const { gateway, registry } = identities();
  const store = tracedStore(storeOf({ position: 7n, revision: 0 }));
  const handle = tracedHandle((async ({ stream: name }: { stream: string }) => {
    await store.append(name, 'none', []);
    return { events: [], position: 7n, revision: 0, repeated: false };
  }) as unknown as CommandHandler['handle']);
  const { router, command, query, anonymous } = createProcedures(async () => ({ ...visitor, account }));
  const meta = { commandId: systemRandom.uuid(), actor: account, division, correlationId, audience: 'public' as const };
  const api = router({
    households: router({
      move: command('disclosure.read').mutation(async ({ ctx }) => {
        ctx.may({ division });
        await handle({ stream, decider: undefined as never, command: undefined, meta });
        return 'done';
      }),
      cast: anonymous('sheet.check').mutation(async ({ ctx }) => {
        ctx.may({ division });
        await handle({ stream, decider: undefined as never, command: undefined, meta });
        return 'done';
      }),
      broken: query('disclosure.read').query(() => Promise.reject(new Error(`no ${account} in ${division}`))),
    }),
  });
  const url = await listen(
    serveProcedures({ router: api, identity: registry, callers: ['gateway'], log: { warn, error: warn } }),
  );
  const remote = createRemoteService<typeof api>({ service: 'registry', url, identity: gateway, clock: systemClock });
  const handler: express.RequestHandler = async (request, response) => {
    const caller = remote.createCaller({ account, correlationId: request.get('x-correlation-id') ?? '' });
    const called =
      request.query['secret'] !== undefined
        ? untraced(() => remote.createCaller({ correlationId: 'secret' }).households.cast())
        : request.query['broken'] === undefined
          ? caller.households.move({ commandId: systemRandom.uuid() })
          : caller.households.broken({});
    await called.then(
      (answer) => response.json(answer),
      () => response.status(500).end(),
    );
  };
  return listen(tracedRequests({ handler, random: systemRandom, routes: ['graphql'] }));
};

const ask = async (url: string, path = '/graphql'): Promise<void> => {
  const response = await fetch(`${url}${path}`, { headers: { 'x-correlation-id': correlationId } });
  await response.text();
};

describe('a trace', () => {
  it('leads from the gateway through the service to the store, under the number of the request', async () => {
    await ask(await deployment());
    const spans = await sent();
    const chain = ['GET /graphql', 'call registry', 'households.move', 'handle command', 'append'];
    const found = chain.map((name) => spans.find((span) => span.name === name && span.traceId === trace));
    expect(found.map((span) => span?.name)).toEqual(chain);
    const moves = spans.filter(
      ({ name, attributes }) =>
        name === 'call registry' && attributes.some(({ value }) => value['stringValue'] === 'households.move'),
    );
    expect(spanNamed(spans, 'households.move').parentSpanId).toBe(moves[0]?.spanId);
    expect(moves[0]?.parentSpanId).toBe(spanNamed(spans, 'GET /graphql').spanId);
    expect(spanNamed(spans, 'GET /graphql').parentSpanId).toBeFalsy();
    expect(spanNamed(spans, 'append').parentSpanId).toBe(spanNamed(spans, 'handle command').spanId);
  });

  it('says nothing of persons, villages or errors: attributes are those of the list', async () => {
    const url = await deployment();
    await ask(url);
    await ask(url, '/graphql?broken=1');
    const spans = await sent();
    const names = new Set(spans.flatMap(({ attributes }) => attributes.map(({ key }) => key)));
    expect([...names].filter((name) => !Object.hasOwn(spanAttributeNames, name))).toEqual([]);
    expect(spanNamed(spans, 'households.broken').status).toEqual({ code: 2 });
    for (const told of [account, division, 'wang', '127.0.0.1']) expect(bodies.join()).not.toContain(told);
  });

  it('is joined by what takes in the event later, in whichever process', async () => {
    const eventOf = (id: string): StoredEvent => ({
      ...{ id: 'e', type: 't', salt: new Uint8Array(32), position: 1n, stream, revision: 0 },
      bytes: Buffer.from(`{"actor":"a","audience":"public","correlationid":"${id}","data":{"correlationid":"x"}}`),
    });
    const others = ['0d3c3a52-8f6e-4a53-9d0b-3c1d2e4f5a6b', 'chosen-by-a-client'];
    const take = jest.fn(async () => undefined);
    await tracedTake()?.('relay', { events: [eventOf(correlationId), eventOf(correlationId)], position: 2n }, take);
    await tracedTake()?.('roll-ups', { events: [correlationId, ...others].map(eventOf), position: 5n }, take);
    expect(take).toHaveBeenCalledTimes(2);
    const spans = await sent();
    const root = rootOf(correlationId);
    expect(spanNamed(spans, 'take relay')).toMatchObject({ traceId: trace, parentSpanId: root?.spanId });
    const several = spanNamed(spans, 'take roll-ups');
    expect(several.traceId).not.toBe(trace);
    expect(several.links?.map(({ traceId }) => traceId)).toEqual([trace, rootOf(others[0])?.traceId]);
  });

  it('has nothing of what nobody may be known to have done, in either process', async () => {
    const url = await deployment();
    await ask(url, '/graphql?secret=1');
    expect((await sent()).filter(({ name }) => name !== 'call registry').map(({ name }) => name)).toEqual([
      'GET /graphql',
    ]);
    expect(bodies.join()).not.toContain('households.cast');
  });

  it('stands in the lines of the log', async () => {
    const lines: string[] = [];
    const log = createLog({ process: 'registry', destination: { write: (line) => void lines.push(line) } });
    const take = async () => log.info('taken');
    const bytes = Buffer.from(`{"correlationid":"${correlationId}"}`);
    await tracedTake()?.('relay', { events: [{ bytes } as unknown as StoredEvent], position: 1n }, take);
    log.info('outside');
    expect(lines.map((line) => (JSON.parse(line) as { traceId?: string }).traceId)).toEqual([trace, undefined]);
  });

  it('does not begin where a client says it did, nor for files of the page', async () => {
    const seen: express.RequestHandler = (_request, response) => void response.end();
    const url = await listen(tracedRequests({ handler: seen, random: systemRandom, routes: ['graphql'] }));
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    await (await fetch(`${url}/graphql`, { headers: { traceparent } })).text();
    await ask(url, '/assets/page.js');
    const spans = await sent();
    expect(spans.map(({ name }) => name)).toEqual(['GET /graphql']);
    expect(spans[0]?.traceId).not.toBe('a'.repeat(32));
  });
});

describe('refusals', () => {
  it('are told by their code', async () => {
    const refused = refuse('store.busy', {});
    await tracedStore(storeOf(refused)).append(stream, 'none', []);
    expect(spanNamed(await sent(), 'append').attributes).toContainEqual({
      key: 'cunjian.refused',
      value: { stringValue: 'store.busy' },
    });
  });
});

describe('a traceparent', () => {
  it.each(['', 'x', `01-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`])(
    'that is none is not read: %p',
    (header) => expect(readTraceparent(header)).toBeUndefined(),
  );
});

it('nothing is traced, and nothing stands in the way, where it was not asked for', async () => {
  await tracing.stop();
  const store = { append: async () => ({ position: 1n, revision: 0 }) };
  const handler: express.RequestHandler = () => undefined;
  expect(tracedStore(store)).toBe(store);
  expect(tracedTake()).toBeUndefined();
  expect(tracedRequests({ handler, random: systemRandom, routes: [] })).toBe(handler);
});

import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { visitor, type Caller } from '@cunjian/access';
import { refuse } from '@cunjian/kernel';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { TRPCError } from '@trpc/server';
import express from 'express';
import { z } from 'zod';
import { createProcedures, refuseQuery, type CallContext } from '../procedures.ts';
import { systemClock, systemRandom } from '../system.ts';
import { createRemoteService, createServiceIdentity, serveProcedures, type ServiceIdentity } from './index.ts';
import { tokenHeader } from './serve-procedures.ts';

const village = '330302001201';
const resident: Caller = { ...visitor, account: 'a', residencies: [{ division: village, kind: 'resident' }] };
const commandId = 'a3c5b1a0-6f43-4a39-8a6e-0b8f5a0a4a11';
const quiet = { warn: jest.fn(), error: jest.fn() };

/** Keys of the services named, each known to all. */
const identities = <Name extends string>(...services: readonly Name[]): Record<Name, ServiceIdentity> => {
  const made = services.map((service) => ({ service, ...generateKeyPairSync('x25519') }));
  const keys = {
    keys: made.map(({ service, publicKey }) => ({ ...publicKey.export({ format: 'jwk' }), kid: service })),
  };
  return Object.fromEntries(
    made.map(({ service, privateKey }) => {
      const key = privateKey.export({ format: 'jwk' });
      return [service, createServiceIdentity({ service, key, keys, clock: systemClock, random: systemRandom })];
    }),
  ) as Record<Name, ServiceIdentity>;
};

const seen: CallContext[] = [];
const { router, query, command } = createProcedures(async (context) => {
  seen.push(context);
  return resident;
});
const api = router({
  read: query('disclosure.read')
    .input(z.object({ division: z.string().length(12) }))
    .query(({ ctx, input }) => ctx.answer(ctx.may(input) ? 'the figures' : 'nothing')),
  lists: router({
    refused: query('disclosure.read').query(({ ctx }) => {
      ctx.may({ division: village });
      throw refuseQuery(refuse('query.bad-cursor', {}, 'after'));
    }),
    broken: query('disclosure.read').query(() => Promise.reject(new Error('SELECT secret FROM'))),
  }),
  raise: command('objection.raise')
    .input(z.object({ division: z.string() }))
    .mutation(({ ctx, input }) => ctx.authorise(input) ?? { raised: ctx.account }),
});

let server: Server | undefined;
/** The service at work; what comes before it may spoil calls. */
const serve = async (identity: ServiceIdentity, before: express.RequestHandler[] = []): Promise<string> => {
  const app = express();
  for (const handler of before) app.use(handler);
  app.use(serveProcedures({ router: api, identity, callers: ['gateway'], log: quiet }));
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  seen.length = 0;
});

const connect = (identity: ServiceIdentity, url: string, deadlineMs = 5_000) =>
  createRemoteService<typeof api>({
    service: 'registry',
    url,
    identity,
    deadlineMs,
    clock: { now: systemClock.now, sleep: async () => undefined },
  }).createCaller({ account: 'a', office: 'o', correlationId: 'c' });

describe('a service in another process', () => {
  it('answers as it would in this one, for the person in whose name it is called', async () => {
    const { gateway, registry } = identities('gateway', 'registry');
    const caller = connect(gateway, await serve(registry));
    expect(await caller.read({ division: village })).toEqual({ stale: false, value: 'the figures' });
    expect(await caller.raise({ division: village, commandId })).toEqual({ raised: 'a' });
    expect(await caller.raise({ division: '330302001202', commandId })).toMatchObject({
      refused: [{ code: 'access.denied' }],
    });
    expect(seen[0]).toMatchObject({ account: 'a', office: 'o', correlationId: 'c' });
  });

  it('takes calls of one moment in one request', async () => {
    const { gateway, registry } = identities('gateway', 'registry');
    const paths: string[] = [];
    const count: express.RequestHandler = (request, _response, next) => (paths.push(request.path), next());
    const caller = connect(gateway, await serve(registry, [count]));
    await caller.read({ division: village });
    paths.length = 0;
    await Promise.all([caller.read({ division: village }), caller.read({ division: '330302001202' })]);
    expect(paths).toEqual(['/call/read,read']);
  });

  it('tells what is wrong with an input, and why a query is refused; of a failure of its own it tells nothing', async () => {
    const { gateway, registry } = identities('gateway', 'registry');
    const caller = connect(gateway, await serve(registry));
    const bad = await caller.read({ division: '1' }).catch((error: unknown) => error as TRPCError);
    expect(bad).toMatchObject({ code: 'BAD_REQUEST', cause: expect.any(z.ZodError) });
    expect(bad).toHaveProperty('cause.issues.0.path', ['division']);
    await expect(caller.lists.refused({})).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      cause: { refused: [{ code: 'query.bad-cursor', field: 'after' }] },
    });
    await expect(caller.lists.broken({})).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    const logged = { procedure: 'lists.broken', correlationId: 'c', err: expect.anything() };
    expect(quiet.error).toHaveBeenLastCalledWith(logged, 'a procedure failed');
  });

  it('turns away whoever it does not know, whoever may not call it, and a body or procedure that nobody vouched for', async () => {
    const { gateway, registry, ledger } = identities('gateway', 'registry', 'ledger');
    const { gateway: impostor } = identities('gateway');
    const url = await serve(registry);
    await expect(connect(impostor, url).read({ division: village })).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    });
    await expect(connect(ledger, url).read({ division: village })).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    });
    const body = '{"0":{}}';
    const { token } = gateway.vouchForCall('registry', { path: '/call/read', body }, { correlationId: 'c' });
    for (const [path, sent] of [
      ['read', '{"0":{"division":"330302001201"}}'],
      ['lists.refused', body],
      ['read,lists.refused', body],
    ]) {
      const init = { method: 'POST', headers: { [tokenHeader]: token }, body: sent ?? '' };
      expect((await fetch(`${url}/call/${path}`, init)).status).toBe(401);
    }
    expect(seen).toEqual([]);
  });

  it('turns away what is no batch of calls, and what is too long', async () => {
    const { gateway, registry } = identities('gateway', 'registry');
    const url = await serve(registry);
    const statusOf = async (path: string, body: string): Promise<number> => {
      const { token } = gateway.vouchForCall('registry', { path: `/call/${path}`, body }, { correlationId: 'c' });
      const answer = await fetch(`${url}/call/${path}`, { method: 'POST', headers: { [tokenHeader]: token }, body });
      return answer.status;
    };
    expect(await statusOf('read', '{"0":{}}')).toBe(200);
    expect(await statusOf('read', '{"0":')).toBe(400);
    expect(await statusOf('read', '[]')).toBe(400);
    expect(await statusOf(Array.from({ length: 101 }, () => 'read').join(','), '{}')).toBe(400);
    expect(await statusOf('read', ' '.repeat(8_000_001))).toBe(413);
    expect((await fetch(`${url}/call/read`)).status).toBe(404);
  });

  it('has nothing under a name that it does not know', async () => {
    const { gateway, registry } = identities('gateway', 'registry');
    const url = await serve(registry);
    const body = '{"0":{}}';
    for (const path of ['constructor', 'lists', 'lists.nothing', '__proto__.polluted']) {
      const { token } = gateway.vouchForCall('registry', { path: `/call/${path}`, body }, { correlationId: 'c' });
      const answer = await fetch(`${url}/call/${path}`, { method: 'POST', headers: { [tokenHeader]: token }, body });
      expect(await answer.json()).toMatchObject([{ error: { data: { code: 'NOT_FOUND' } } }]);
    }
  });

  it('is not believed where somebody else answers in its place', async () => {
    const { gateway, ledger } = identities('gateway', 'registry', 'ledger');
    const caller = connect(gateway, await serve(ledger));
    await expect(caller.read({ division: village })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });

  it('is not believed where somebody on the way has changed what it answered', async () => {
    const { gateway, registry } = identities('gateway', 'registry');
    const forge: express.RequestHandler = (request, response, next) => {
      const end = response.end.bind(response) as (bytes: Buffer) => express.Response;
      const forged = (bytes: Buffer) => end(Buffer.from(bytes.toString().replace('figures', 'forgery')));
      if (request.path.startsWith('/call')) Object.assign(response, { end: forged });
      next();
    };
    const caller = connect(gateway, await serve(registry, [forge]));
    await expect(caller.read({ division: village })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });
});

describe('where a service can not be reached', () => {
  /** Breaks the connection of the first `times` calls. */
  const breaking = (times: number): { tries: string[]; handler: express.RequestHandler } => {
    const tries: string[] = [];
    return {
      tries,
      handler: (request, response, next) => {
        if (!request.path.startsWith('/call')) return next();
        tries.push(request.path);
        if (tries.length > times) return next();
        response.destroy();
      },
    };
  };

  it('a read is tried again', async () => {
    const { gateway, registry } = identities('gateway', 'registry');
    const { tries, handler } = breaking(2);
    const caller = connect(gateway, await serve(registry, [handler]));
    expect(await caller.read({ division: village })).toMatchObject({ value: 'the figures' });
    expect(tries).toHaveLength(3);
  });

  it('a command is not, whose sender decides', async () => {
    const { gateway, registry } = identities('gateway', 'registry');
    const { tries, handler } = breaking(1);
    const caller = connect(gateway, await serve(registry, [handler]));
    await expect(caller.raise({ division: village, commandId })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(tries).toHaveLength(1);
  });

  it.each([
    ['for an answer', false],
    ['for the rest of one', true],
  ])('no call waits %s beyond its deadline', async (_, begun) => {
    const { gateway, registry } = identities('gateway', 'registry');
    const tries: string[] = [];
    const never: express.RequestHandler = (request, response, next) => {
      if (!request.path.startsWith('/call')) return next();
      tries.push(request.path);
      if (begun) response.write('[');
    };
    const caller = connect(gateway, await serve(registry, [never]), 500);
    await expect(caller.read({ division: village })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(tries).toHaveLength(1);
  });
});

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { visitor } from '@cunjian/access';
import { createFakeClock } from '@cunjian/testing';
import { afterEach, expect, it, jest } from '@jest/globals';
import type { AnyRouter } from '@trpc/server';
import express, { type RequestHandler } from 'express';
import { createProcedures } from '../procedures.ts';
import { createRemoteService, serveProcedures, type ServiceIdentity } from './index.ts';
import { proceduresPath } from './serve-procedures.ts';

/** Vouches for everything. */
const trusting: ServiceIdentity = {
  service: 'registry',
  vouchForCall: () => ({ token: 't', nonce: 'n' }),
  checkCall: () => ({ from: 'gateway', call: { correlationId: 'c' }, nonce: 'n' }),
  vouchForAnswer: () => 't',
  checkAnswer: () => undefined,
};

const { router, query } = createProcedures(async () => visitor);
const read = query('disclosure.read').query(({ ctx }) => ctx.answer(ctx.may({ division: '330302001201' })));
const older = router({ read });
const newer = router({ read, list: read, count: read });

const serving = (api: AnyRouter): RequestHandler =>
  serveProcedures({
    ...{ router: api, identity: trusting, callers: ['gateway'] },
    log: { warn: jest.fn(), error: jest.fn() },
  });
let serve: RequestHandler;
let listed = 0;
const server = createServer(
  express().use((request, response, next) => {
    if (request.path === proceduresPath) listed++;
    return serve(request, response, next);
  }),
);
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it('learns what a service that was replaced by a newer one can do, and asks for it at most once a second', async () => {
  serve = serving(older);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const clock = createFakeClock();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service = { service: 'registry', url, identity: trusting, clock };
  const caller = createRemoteService<typeof newer>(service).createCaller({ correlationId: 'c' });
  await caller.read({});
  await expect(caller.list({})).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(listed).toBe(1);

  serve = serving(newer);
  await clock.advance(1_000);
  expect(await Promise.all([caller.list({}), caller.count({})])).toMatchObject([{ stale: false }, { stale: false }]);
  expect(listed).toBe(2);

  serve = (_request, response) => void response.destroy();
  await clock.advance(1_000);
  const gone = caller as unknown as { gone(): Promise<unknown> };
  await expect(gone.gone()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  serve = serving(newer);
  await caller.count({});
  expect(listed).toBe(3);
});

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { serviceReadiness } from './service-readiness.ts';

let server: Server;
let answer: { readonly status: number; readonly body: string };
let url: string;
beforeEach(async () => {
  server = createServer((_, response) => response.writeHead(answer.status).end(answer.body));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => void server.close());

const store = { name: 'event-store', ok: false, detail: 'does not answer' };
const witnesses = { name: 'witnesses', ok: false, detail: 'only 1 of 2 have cosigned', serves: true };
it.each([
  ['all is well', 200, { ok: true, checks: [{ name: 'x', ok: true }] }, { ok: true }],
  [
    'it serves without something',
    200,
    { ok: true, checks: [witnesses] },
    { ok: false, serves: true, detail: 'witnesses: only 1 of 2 have cosigned' },
  ],
  [
    'it lacks what it needs',
    503,
    { ok: false, checks: [store, witnesses, { name: 'x', ok: true }] },
    { ok: false, detail: 'event-store: does not answer; witnesses: only 1 of 2 have cosigned' },
  ],
  ['somebody else answers', 502, undefined, { ok: false, detail: 'is not ready: see its own /health/ready' }],
])('tells that %s', async (_, status, body, told) => {
  answer = { status, body: body === undefined ? '<html>' : JSON.stringify(body) };
  expect(await serviceReadiness(url)).toEqual(told);
});

it('rejects where nobody listens', async () => {
  server.close();
  await expect(serviceReadiness(url)).rejects.toThrow();
});

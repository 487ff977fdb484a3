import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { serve, type Address, type Served } from '../serve.ts';
import type { OpenedIssuer } from './issuer.ts';

/** 200 requests of 450 bytes fit twice. */
export const maxRequestBytes = 256 * 1024;
export const maxRequests = 200;

export interface ServeIssuerOptions extends Address {
  readonly opened: OpenedIssuer;
}

/** `POST /prepare`, `/issue`, `/end` for the deployment that knows the token, and `GET /` for people. */
export const serveIssuer = ({ opened, ...address }: ServeIssuerOptions): Promise<Served> =>
  serve(address, (request, response) => answer(opened, request, response));

const knows = (request: IncomingMessage, token: string): boolean => {
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
};

const answer = async (
  { issuer, token }: OpenedIssuer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const reply = (status: number, body: unknown): void =>
    void response
      .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify(body));
  const [path] = (request.url ?? '').split('?');
  if (path === '/' && request.method === 'GET') return reply(200, { vkey: issuer.vkey });
  if (request.method !== 'POST') return reply(405, 'POST it');
  if (!knows(request, token)) return reply(401, "the token of this issuer's folder is asked for");
  const asked = await bodyOf(request);
  if (asked === undefined) return reply(413, `at most ${maxRequestBytes} bytes`);
  const { ballot, requests } = asked;
  if (path === '/prepare' && typeof ballot === 'string') return reply(200, await issuer.prepare(ballot));
  if (path === '/end' && typeof ballot === 'string') return reply(200, issuer.end(ballot));
  if (path === '/issue' && areRequests(requests)) return reply(200, issuer.issue(requests));
  reply(400, '{ ballot } to /prepare and /end, { requests: [{ ballot, person, request }] } to /issue');
};

type Requests = Parameters<OpenedIssuer['issuer']['issue']>[0];

const areRequests = (value: unknown): value is Requests =>
  Array.isArray(value) &&
  value.length <= maxRequests &&
  value.every((one: unknown) =>
    ['ballot', 'person', 'request'].every(
      (name) => typeof one === 'object' && one !== null && typeof Reflect.get(one, name) === 'string',
    ),
  );

/** Undefined where it is too large; what is no JSON object is an empty one. */
const bodyOf = async (request: IncomingMessage): Promise<Readonly<Record<string, unknown>> | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes > maxRequestBytes) return undefined;
    chunks.push(chunk as Buffer);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
};

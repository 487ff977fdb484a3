import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '@cunjian/kernel';
import { tlogSizeType } from '@cunjian/tlog';
import { serve, type Address, type Served } from '../serve.ts';
import { createRequestRate } from './request-rate.ts';
import type { Witness, WitnessReply } from './witness.ts';

/** 63 hashes and a checkpoint with many signatures fit many times over. */
export const maxRequestBytes = 64 * 1024;

export interface ServeWitnessOptions extends Address {
  readonly witness: Witness;
  readonly clock: Clock;
}

/** `POST /add-checkpoint` (C2SP tlog-witness), and `GET /` for people. */
export const serveWitness = ({ witness, clock, ...address }: ServeWitnessOptions): Promise<Served> => {
  const mayAsk = createRequestRate(clock);
  return serve(address, (request, response) => answer(witness, mayAsk, request, response));
};

const text = 'text/plain; charset=utf-8';

const answer = async (
  witness: Witness,
  mayAsk: (address: string) => boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const reply = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): void =>
    void response.writeHead(status, { 'content-type': text, 'cache-control': 'no-store', ...headers }).end(body);
  const [path] = (request.url ?? '').split('?');
  if (!mayAsk(request.socket.remoteAddress ?? ''))
    return reply(429, 'too many requests: wait a second\n', { 'retry-after': '1', connection: 'close' });
  if (path === '/' && request.method === 'GET') return reply(200, witness.describe());
  if (path !== '/add-checkpoint') return reply(404, 'POST /add-checkpoint, as in C2SP tlog-witness\n');
  if (request.method !== 'POST') return reply(405, 'POST it\n', { allow: 'POST' });
  const body = await bodyOf(request);
  if (body === undefined)
    return reply(413, `a request has at most ${maxRequestBytes} bytes\n`, { connection: 'close' });
  const verdict = witness.addCheckpoint(body);
  reply(verdict.status, bodyFor(verdict), verdict.status === 409 ? { 'content-type': tlogSizeType } : {});
};

const bodyFor = (reply: WitnessReply): string => {
  switch (reply.status) {
    case 200:
      return reply.body;
    case 409:
      return `${reply.size}\n`;
    default:
      return `${reply.reason}\n`;
  }
};

/** Undefined where it is too large; the rest is not read then. */
const bodyOf = async (request: IncomingMessage): Promise<Uint8Array | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop early must not cut the connection: who sent too much is to be told.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes > maxRequestBytes) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
};

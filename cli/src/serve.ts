import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const maxRequestMs = 10_000;
const maxConnections = 200;

export interface Served {
  readonly port: number;
  /** Answers what it has begun to read, then closes. */
  close(): Promise<void>;
}

export interface Address {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/** A small server in hands of its own, the witness's or the second issuer's, with limits on whoever is slow or many. */
export const serve = async (
  { host, port }: Address,
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<unknown>,
): Promise<Served> => {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.requestTimeout = maxRequestMs;
  server.headersTimeout = maxRequestMs;
  server.maxConnections = maxConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
};

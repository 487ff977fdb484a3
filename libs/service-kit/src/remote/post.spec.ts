import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, it } from '@jest/globals';
import { createPost } from './post.ts';

/** Not every machine has the second. */
const loopback = ['127.0.0.1', '::1'].filter((host) =>
  Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === host)),
);

it.each(loopback)('reaches a service at %s, below the path of its address', async (host) => {
  const server = createServer((request, response) => response.end(request.url)).listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const post = createPost(`http://${host.includes(':') ? `[${host}]` : host}:${port}/registry/`);
  expect(await post('/call/read', {}, '{}', 5_000)).toMatchObject({ status: 200, text: '/registry/call/read' });
  server.closeAllConnections();
  server.close();
});

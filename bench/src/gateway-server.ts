/** `node gateway-server.ts <kind>`: serves the fixture by one of the servers compared, and prints its port. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayContext } from '@cunjian/gateway/context';
import { createGateway, maxGraphqlBytes } from '@cunjian/gateway/gateway';
import { graphqlHandler } from '@cunjian/gateway/graphql/apollo';
import { buildSchema } from '@cunjian/gateway/graphql/schema';
import { beginRequest } from '@cunjian/gateway/http/request';
import { securityHeaders } from '@cunjian/gateway/http/security';
import { resolvers } from '@cunjian/gateway/resolvers';
import { createLog } from '@cunjian/service-kit';
import express from 'express';
import fastify from 'fastify';
import mercurius from 'mercurius';
import { clock, random } from './fixture.ts';
import { contextOf, services } from './gateway-fixture.ts';

const log = createLog({ service: 'bench', level: 'warn' });
const publicUrl = 'http://127.0.0.1';

/** The product as it is deployed, on services that answer at once. */
const ours = async (): Promise<RequestListener> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cunjian-bench-gateway-'));
  process.on('exit', () => rmSync(dataDir, { recursive: true }));
  const issuer = { issuer: 'https://issuer.example', clientId: 'bench', clientSecret: 'bench', audience: 'bench' };
  const stores = { blobs: {} as never, clock, random, log, dataDir };
  const signIn = { kind: 'issuer', ...issuer } as const;
  return (await createGateway({ services, ...stores, publicUrl, signIn, production: true })).app;
};

/** Apollo Server as its own documentation sets it up, behind the same headers and limits, with the same resolvers. */
const plainApollo = async (): Promise<RequestListener> => {
  const server = new ApolloServer<GatewayContext>({
    schema: buildSchema(resolvers),
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled()],
    persistedQueries: false,
    stopOnTerminationSignals: false,
    stringifyResult: JSON.stringify,
  });
  await server.start();
  const app = express().set('etag', false);
  app.use(securityHeaders(publicUrl), beginRequest(log, random));
  app.use('/graphql', express.json({ limit: maxGraphqlBytes }), graphqlHandler(server, contextOf));
  return app;
};

const mercuriusWithJit = async (): Promise<RequestListener> => {
  const app = fastify();
  await app.register(mercurius, { schema: buildSchema(resolvers), jit: 1, context: contextOf });
  await app.ready();
  return (request, response) => app.routing(request, response);
};

const servers = { ours, plainApollo, mercuriusWithJit };
export type ServerKind = keyof typeof servers;

const kind = process.argv[2] as ServerKind;
const server = createServer(await servers[kind]());
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Language } from '@cunjian/contracts';
import type { Clock, Random } from '@cunjian/kernel';
import { lookUpOnce, type Log } from '@cunjian/service-kit';
import type { GraphQLSchema } from 'graphql';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer, type Context } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { createContext, type GatewayContext } from '../context.ts';
import { gatewayError } from '../errors.ts';
import { requestScope, type RequestScope } from '../request-scope.ts';
import type { Services } from '../services.ts';
import { createLogWatch } from './log-watch.ts';
import { operationOf, run, shownError } from './operation.ts';
import { closeCodes, keepAlive, protocolSocket } from './socket.ts';

/** Of the process, of one account, and subscriptions of one socket. */
export const maxSockets = 1_000;
export const maxSocketsPerAccount = 10;
export const maxSubscriptionsPerSocket = 10;
/** Of the process, those that pages may have: systems are not to wait behind a county that looks at its phones. */
export const maxPageSockets = 900;
/** From the opening to `connection_init`. */
const maxInitMs = 5_000;
/** A query, and variables of some length. */
const maxMessageBytes = 100_000;

/** Who opened a socket, as of now: undefined where she is signed in no more. */
export type SocketAccount = (
  request: IncomingMessage,
  authorization: string | undefined,
) => Promise<string | undefined>;

export interface SocketsOptions {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly accountOf: SocketAccount;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly maxPageSockets?: number;
}

export interface Sockets {
  /** For the `upgrade` event of the HTTP server. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  close(): void;
}

interface Extra {
  readonly request: IncomingMessage;
  readonly socket: WebSocket;
  readonly signal: AbortSignal;
  account?: string;
  /** Whether a page opened it, with its session. */
  byPage?: boolean;
}
type SocketContext = Context<Record<string, unknown> | undefined, Extra>;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const languageOf = ({ headers }: IncomingMessage): Language =>
  (headers['accept-language'] ?? '').startsWith('en') ? 'en' : 'zh';

const refuseUpgrade = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

/** GraphQL subscriptions over WebSocket (graphql-ws), for whoever is signed in. */
export const createSockets = (options: SocketsOptions): Sockets => {
  const { clock } = options;
  const bySocket = new Set<WebSocket>();
  const protocol = createProtocol(options);
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false),
  });

  const open = (socket: WebSocket, request: IncomingMessage): void => {
    const ended = new AbortController();
    const extra: Extra = { request, socket, signal: ended.signal };
    const scope = protocol.scopeOf(request);
    const inScope = <T>(take: () => Promise<T>) => requestScope.run(scope, take);
    const closed = protocol.server.opened(protocolSocket(socket, clock, inScope), extra);
    bySocket.add(socket);
    // What breaks a connection closes it; nothing is to be done about it.
    socket.on('error', () => undefined);
    socket.once('close', (code, reason) => {
      ended.abort();
      bySocket.delete(socket);
      protocol.leave(extra);
      void closed(code, String(reason));
    });
    void keepAlive(socket, clock, ended.signal);
  };

  return {
    upgrade: (request, socket, head) => {
      socket.on('error', () => undefined);
      const [path] = (request.url ?? '').split('?');
      if (path !== '/graphql') return refuseUpgrade(socket, '404 Not Found');
      if (bySocket.size >= maxSockets) return refuseUpgrade(socket, '503 Service Unavailable');
      server.handleUpgrade(request, socket, head, (opened) => open(opened, request));
    },
    close: () => {
      for (const socket of bySocket) {
        socket.close(closeCodes.goingAway, 'the server stops: resume from the last index');
        socket.terminate();
      }
      server.close();
    },
  };
};

/** What graphql-ws is told: who may connect, and how a subscription is run. */
const createProtocol = (options: SocketsOptions) => {
  const { schema, services, accountOf, clock, random, log } = options;
  const counts = new Map<string, number>();
  let pages = 0;
  const { feed } = services.integration.createCaller({ correlationId: 'subscriptions' });
  const watch = createLogWatch(
    { position: () => feed.position({}), of: (divisions) => feed.sizes({ divisions: [...divisions] }) },
    clock,
  );

  const signedIn = ({ extra, connectionParams }: SocketContext) =>
    accountOf(extra.request, textOf(connectionParams?.['authorization'])).catch(() => undefined);

  const contextOf = async (ctx: SocketContext, signal: AbortSignal): Promise<GatewayContext | undefined> => {
    const account = await signedIn(ctx);
    if (account === undefined) return undefined;
    const office = textOf(ctx.connectionParams?.['office']);
    const correlationId = requestScope.getStore()?.correlationId ?? '';
    const call = lookUpOnce({ account, office, correlationId });
    const renewed = () => contextOf(ctx, signal);
    return { ...createContext(services, call, languageOf(ctx.extra.request)), following: { watch, signal, renewed } };
  };

  const server = makeServer<Record<string, unknown> | undefined, Extra>({
    connectionInitWaitTimeout: maxInitMs,
    onConnect: async (ctx) => {
      const account = await signedIn(ctx);
      if (account === undefined) return false;
      const count = counts.get(account) ?? 0;
      if (count >= maxSocketsPerAccount) {
        ctx.extra.socket.close(closeCodes.tooMany, 'too many connections of this account');
        return false;
      }
      const byPage = ctx.connectionParams?.['authorization'] === undefined;
      if (byPage && pages >= (options.maxPageSockets ?? maxPageSockets)) {
        ctx.extra.socket.close(closeCodes.tooMany, 'too many connections of pages');
        return false;
      }
      // A socket that was closed meanwhile has left already.
      if (ctx.extra.signal.aborted) return false;
      counts.set(account, count + 1);
      ctx.extra.account = account;
      ctx.extra.byPage = byPage;
      if (byPage) pages++;
      return true;
    },
    onSubscribe: async (ctx, _id, payload) => {
      const language = languageOf(ctx.extra.request);
      if (Object.keys(ctx.subscriptions).length > maxSubscriptionsPerSocket)
        return [gatewayError('subscription.too-many', language, { limit: maxSubscriptionsPerSocket })];
      const context = await contextOf(ctx, ctx.extra.signal);
      if (context === undefined) return [gatewayError('request.bad-token', language)];
      return operationOf(schema, payload, context);
    },
    subscribe: run,
    onError: (_ctx, _id, _payload, errors) => errors.map((error) => shownError(error).toJSON()),
    onNext: (_ctx, _id, _payload, _args, { data, errors }) =>
      errors === undefined
        ? undefined
        : { data: data ?? null, errors: errors.map((error) => shownError(error).toJSON()) },
  });

  return {
    server,
    scopeOf: (request: IncomingMessage): RequestScope => {
      const correlationId = random.uuid();
      return { language: languageOf(request), correlationId, log: log.child({ correlationId }) };
    },
    leave: ({ account, byPage }: Extra): void => {
      if (account === undefined) return;
      if (byPage === true) pages--;
      const left = (counts.get(account) ?? 1) - 1;
      if (left > 0) counts.set(account, left);
      else counts.delete(account);
    },
  };
};

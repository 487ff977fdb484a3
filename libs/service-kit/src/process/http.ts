import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock } from '@cunjian/kernel';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import type { Health } from '../health.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { RightOfWay } from '../right-of-way.ts';
import { serviceModule, type WiredService } from '../service-module.ts';
import { createDraining } from './draining.ts';
import { localUrlOf } from './local-url.ts';

/** How long requests under way may take when the process stops. */
export const maxDrainMs = 5_000;

export interface HttpOptions {
  /** 0: one that is free. */
  readonly port: number;
  readonly host: string;
  /** As modules of Nest: those that are wired before it listens. */
  readonly services?: readonly (readonly [string, WiredService])[];
  /** Sees every request, of the time before `mount` too: security headers. */
  readonly first?: RequestHandler;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Pick<Log, 'error'>;
  /** Where the process has a background thread. */
  readonly rightOfWay?: RightOfWay;
}

export interface Http {
  /** As the process itself would reach it. */
  readonly localUrl: string;
  readonly server: Server;
  /** Until then, `/health/started` and everything but health and metrics is answered 503. */
  mount(handler: RequestHandler): void;
  /** Requests under way are finished; what is still connected after `maxDrainMs` is cut, upgraded connections too. */
  close(): Promise<void>;
}

// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- Nest tells modules apart by their class
class RootModule {}

/** Listens at once, so that a load balancer sees the start; what it serves comes when everything behind it stands. */
export const listen = async (options: HttpOptions): Promise<Http> => {
  const { services = [], clock, log, port, host, first, rightOfWay } = options;
  const imports = services.map(([name, wired]) => serviceModule(name, () => wired));
  const app = await NestFactory.create<NestExpressApplication>({ module: RootModule, imports }, new ExpressAdapter(), {
    bodyParser: false,
    logger: false,
  });
  app.disable('x-powered-by');
  let mounted: RequestHandler | undefined;
  const express = app.getHttpAdapter().getInstance() as Express;
  const draining = createDraining();
  express.use(draining.handler);
  if (first !== undefined) express.use(first);
  mountOperations(express, options, () => mounted !== undefined);
  if (rightOfWay !== undefined) express.use(counted(rightOfWay));
  express.use((request, response, next) => {
    // Returned, so that Express answers where it rejects: a rejection that nobody takes ends the process.
    if (mounted !== undefined) return mounted(request, response, next);
    response.status(503).set('retry-after', '2').send('村鉴 Cunjian 正在启动 is starting');
  });
  express.use(logged(log));
  const server = app.getHttpServer() as Server;
  const connections = connectionsOf(server);
  await app.listen(port, host);
  const { port: bound } = server.address() as AddressInfo;
  return {
    localUrl: localUrlOf(host, bound),
    server,
    mount: (handler) => {
      mounted = handler;
    },
    close: async () => {
      draining.begin();
      const drained = new AbortController();
      const closed = app.close().finally(() => drained.abort());
      await Promise.race([closed, clock.sleep(maxDrainMs, drained.signal)]);
      for (const connection of connections) connection.destroy();
      await closed;
    },
  };
};

/** What fails in what is served is a bug, or a store of ours: the client is not told which, so the log has to be. */
const logged =
  (log: HttpOptions['log']): ErrorRequestHandler =>
  (error: unknown, { method, path }, _response, next) => {
    log.error({ err: error, method, path }, 'a request failed');
    next(error);
  };

/** Those that were upgraded too: the server itself forgets them, yet does not close while one is open. */
const connectionsOf = (server: Server): ReadonlySet<Socket> => {
  const connections = new Set<Socket>();
  server.on('connection', (connection: Socket) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });
  return connections;
};

/** A request is under way until its answer is on its way, or its client gone. */
const counted =
  (rightOfWay: RightOfWay): RequestHandler =>
  (_request, response, next) => {
    response.on('close', rightOfWay.begin());
    next();
  };

/** What a load balancer, an operator and Prometheus ask. */
const mountOperations = (express: Express, { health, metrics }: HttpOptions, hasStarted: () => boolean): void => {
  express.get('/health/live', (_request, response) => {
    response.send({ ok: true });
  });
  express.get('/health/started', (_request, response) => {
    response.status(hasStarted() ? 200 : 503).send({ ok: hasStarted() });
  });
  express.get('/health/ready', async (_request, response) => {
    const ready = await health.ready();
    response.status(ready.ok ? 200 : 503).send(ready);
  });
  express.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.metrics());
  });
};

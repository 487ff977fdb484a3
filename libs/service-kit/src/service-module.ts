import type { DynamicModule } from '@nestjs/common';
import type { AnyRouter } from '@trpc/server';
import type { Dispatch } from '@cunjian/processing';

/** What a service's `<service>.module.ts` makes of its runtime. */
export interface WiredService<Router extends AnyRouter = AnyRouter> {
  /** Its API; in one process the gateway calls it directly. */
  readonly router: Router;
  /** Carries out the commands that its reactions ask for. Left out where it has no reactions. */
  readonly dispatch?: Dispatch;
  /** A loop beside the API, on the main thread; resolves when `signal` is aborted. Rejecting ends the process. */
  readonly run?: (signal: AbortSignal) => Promise<void>;
  /** Closes what it opened beyond its runtime. */
  readonly close?: () => Promise<void>;
}

export const serviceToken = (service: string): string => `service:${service}`;

/** A Nest module without decorators, which provides and exports `serviceToken(service)`. */
export const serviceModule = (service: string, wire: () => WiredService): DynamicModule => ({
  // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- Nest tells modules apart by their class
  module: class ServiceModule {},
  providers: [{ provide: serviceToken(service), useFactory: wire }],
  exports: [serviceToken(service)],
});

import type { Language } from '@cunjian/contracts';
import type { CallContext } from '@cunjian/service-kit';
import { noticingLag, type Lag } from './lag.ts';
import { createReads, type Reads } from './reads.ts';
import type { LogWatch } from './subscriptions/log-watch.ts';
import { callersOf, type Callers, type Services } from './services.ts';

/** What a subscription works with beside what any request does. */
export interface Following {
  readonly watch: LogWatch;
  /** Ends when the client has completed it, or its socket is closed. */
  readonly signal: AbortSignal;
  /** Calls to the services in the name of whoever subscribed, known anew; undefined where she is signed in no more. */
  readonly renewed: () => Promise<GatewayContext | undefined>;
}

/** What the resolvers of one request share. */
export interface GatewayContext extends Callers {
  readonly call: CallContext;
  readonly language: Language;
  /** Batched reads; within a request everything is read once. */
  readonly reads: Reads;
  readonly lag: Lag;
  /** Where it came over a WebSocket and stays. */
  readonly following?: Following | undefined;
}

export const createContext = (services: Services, call: CallContext, language: Language): GatewayContext => {
  const lag: Lag = { stale: 0 };
  const callers = noticingLag(callersOf(services, call), lag);
  return { ...callers, call, language, reads: createReads(callers), lag };
};

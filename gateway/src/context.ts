import type { Language } from '@cunjian/contracts';
import type { CallContext } from '@cunjian/service-kit';
import { createReads, type Reads } from './reads.ts';
import { callersOf, type Callers, type Services } from './services.ts';

/** What the resolvers of one request share. */
export interface GatewayContext extends Callers {
  readonly call: CallContext;
  readonly language: Language;
  /** Batched reads; within a request everything is read once. */
  readonly reads: Reads;
}

export const createContext = (services: Services, call: CallContext, language: Language): GatewayContext => {
  const callers = callersOf(services, call);
  return { ...callers, call, language, reads: createReads(callers) };
};

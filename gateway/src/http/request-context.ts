import { lookUpOnce } from '@cunjian/service-kit';
import type { Request } from 'express';
import { createContext, type GatewayContext } from '../context.ts';
import { requestScope } from '../request-scope.ts';
import type { Services } from '../services.ts';

/** Who asks, in which office and language, with callers of the services. Rejects a bad token and another site. */
export type ContextOf = (request: Request) => Promise<GatewayContext>;

/** One context a request, however many handlers it goes through. */
export const createContextOf = (
  services: Services,
  accountOf: (request: Request) => Promise<string | undefined>,
): ContextOf => {
  const contexts = new WeakMap<Request, Promise<GatewayContext>>();
  const create: ContextOf = async (request) => {
    const { language = 'zh', correlationId = '' } = requestScope.getStore() ?? {};
    const office = request.get('cunjian-office') || undefined;
    const call = lookUpOnce({ account: await accountOf(request), office, correlationId });
    return createContext(services, call, language);
  };
  return (request) => {
    const known = contexts.get(request) ?? create(request);
    contexts.set(request, known);
    return known;
  };
};

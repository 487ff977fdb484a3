import type { Village } from './village.ts';

type Call = (...given: unknown[]) => unknown;
/** Gives what the procedure at `path` (`publication.disclosures.get`) is to answer; `call` carries it out. */
export type Intercept = (path: string, call: () => unknown) => unknown;

/** A caller of a service, each of whose procedures is called by `intercept`. */
const intercepted = (target: unknown, path: string, intercept: Intercept): unknown =>
  typeof target !== 'function' && (typeof target !== 'object' || target === null)
    ? target
    : new Proxy(target as object, {
        get: (of, key) => intercepted(Reflect.get(of, key), `${path}.${String(key)}`, intercept),
        apply: (of, self, given) => intercept(path, () => Reflect.apply(of as Call, self, given)),
      });

/** From now on `intercept` stands between the gateway and its services; gives what ends that. */
export const interceptServices = ({ services }: Village['gateway'], intercept: Intercept): (() => void) => {
  const ends = Object.entries(services).map(([name, service]) => {
    const { createCaller } = service;
    const create = createCaller as (context: never) => unknown;
    Object.assign(service, { createCaller: (context: never) => intercepted(create(context), name, intercept) });
    return () => Object.assign(service, { createCaller });
  });
  return () => ends.forEach((end) => end());
};

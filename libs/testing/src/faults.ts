export interface Fault {
  readonly method: string;
  /** Which call of the method goes wrong, from 1. */
  readonly call: number;
  /** `before`: nothing happens. `after`: it happens, and the answer is lost. */
  readonly when: 'before' | 'after';
  readonly error: Error;
}

/** The port, with some calls of its asynchronous methods going wrong. */
export const withFaults = <Port extends object>(port: Port, faults: readonly Fault[]): Port => {
  const calls = new Map<PropertyKey, number>();
  return new Proxy(port, {
    get: (target, name, receiver) => {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return (...parameters: unknown[]): unknown => {
        const call = (calls.get(name) ?? 0) + 1;
        calls.set(name, call);
        const fault = faults.find((candidate) => candidate.method === name && candidate.call === call);
        if (fault === undefined) return Reflect.apply(member, target, parameters);
        if (fault.when === 'before') return Promise.reject(fault.error);
        return Promise.resolve(Reflect.apply(member, target, parameters)).then(() => Promise.reject(fault.error));
      };
    },
  });
};

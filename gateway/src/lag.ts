import type { Callers } from './services.ts';

/** How many answers of a request were stale: what is not there may be on its way. */
export interface Lag {
  stale: number;
}

const isStale = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'stale' in answer && answer.stale === true;

/** The same calls, counting every answer whose read models had not seen what `atLeast` asked for. */
export const noticingLag = (callers: Callers, lag: Lag): Callers => {
  const noticed = <Call extends object>(call: Call): Call =>
    new Proxy(call, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' || (typeof value === 'object' && value !== null) ? noticed(value) : value;
      },
      apply: async (target, self, given) => {
        const answer: unknown = await Reflect.apply(target as () => Promise<unknown>, self, given);
        if (isStale(answer)) lag.stale++;
        return answer;
      },
    });
  return noticed(callers);
};

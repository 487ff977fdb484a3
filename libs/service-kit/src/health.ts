import { isAway } from '@cunjian/kernel';
import { withoutAddresses } from './without-addresses.ts';

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What is wrong and what to do; or how it is. Shown to anybody, without addresses: no personal data, no path, no query. */
  readonly detail?: string;
  /** Not ok, but requests are served all the same: an operator is told, and nothing is taken out of service for it. */
  readonly serves?: true;
}

/** What `/health/ready` answers. */
export interface Readiness {
  /** Whether requests are served. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

export interface Health {
  /** Each check of `/health/ready`; one that throws is not ok. */
  register(name: string, check: () => Promise<Omit<Check, 'name'>>): void;
  ready(): Promise<Readiness>;
}

const message = (error: unknown): string => {
  if (isAway(error)) return error.advice;
  return error instanceof Error ? error.message : String(error);
};

export const createHealth = (): Health => {
  const checks = new Map<string, () => Promise<Omit<Check, 'name'>>>();
  return {
    register: (name, check) => {
      if (checks.has(name)) throw new Error(`two health checks are named ${name}`);
      checks.set(name, check);
    },
    ready: async () => {
      const found = await Promise.all(
        [...checks].map(async ([name, check]): Promise<Check> => {
          try {
            return { name, ...(await check()) };
          } catch (error) {
            return { name, ok: false, detail: message(error) };
          }
        }),
      );
      const results = found.map(({ detail, ...check }): Check =>
        detail === undefined ? check : { ...check, detail: withoutAddresses(detail) },
      );
      return { ok: results.every(({ ok, serves }) => ok || serves === true), checks: results };
    },
  };
};

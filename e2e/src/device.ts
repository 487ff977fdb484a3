import type { Memory, Seen } from '@cunjian/web/src/verify/memory.ts';
import type { FetchLog } from '@cunjian/web/src/verify/log-port.ts';
import type { Actor } from './actors.ts';

/** What a phone remembers of the logs it saw. */
export const deviceMemory = (): Memory => {
  const seen = new Map<string, Seen>();
  return { get: (origin) => seen.get(origin), set: (origin, one) => void seen.set(origin, one) };
};

/** A deployment's logs as this person's browser is served them. */
export const logOf =
  (url: string, { headers }: Pick<Actor, 'headers'>): FetchLog =>
  async (path) => {
    const response = await fetch(`${url}/log/${path}`, { headers });
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
  };

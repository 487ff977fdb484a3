import type { Clock } from '@cunjian/kernel';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

/** Sign-ins under way at once; the oldest give way. */
const maxEntries = 10_000;

const defaultLifetimeS = 900;

interface Entry {
  readonly payload: AdapterPayload;
  readonly expiresAt: number;
}

/**
 * What the embedded issuer remembers while somebody signs in: minutes, in memory. After a restart one begins anew;
 * sessions of the page are kept elsewhere and go on.
 */
export const createIssuerState = (clock: Pick<Clock, 'now'>): AdapterFactory => {
  const entries = new Map<string, Entry>();
  const find = (key: string | undefined): AdapterPayload | undefined => {
    const entry = key === undefined ? undefined : entries.get(key);
    return entry !== undefined && entry.expiresAt > clock.now() ? entry.payload : undefined;
  };
  const findWhere = (model: string, matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
    [...entries.keys()]
      .filter((key) => key.startsWith(`${model} `))
      .map(find)
      .find((one) => one !== undefined && matches(one));

  return (model): Adapter => {
    const keyOf = (id: string): string => `${model} ${id}`;
    return {
      upsert: async (id, payload, expiresIn) => {
        const key = keyOf(id);
        entries.delete(key);
        entries.set(key, { payload, expiresAt: clock.now() + (expiresIn ?? defaultLifetimeS) * 1_000 });
        const [oldest] = entries.keys();
        if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
      },
      find: async (id) => find(keyOf(id)),
      findByUid: async (uid) => findWhere(model, (payload) => payload.uid === uid),
      findByUserCode: async (code) => findWhere(model, (payload) => payload.userCode === code),
      consume: async (id) => {
        const payload = find(keyOf(id));
        if (payload !== undefined) payload.consumed = Math.floor(clock.now() / 1_000);
      },
      destroy: async (id) => void entries.delete(keyOf(id)),
      revokeByGrantId: async (grantId) => {
        for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key);
      },
    };
  };
};

import { issuersNeeded } from '@cunjian/ballots';
import type { Choice, EntitlementEvent } from '@cunjian/contracts';
import { unreachable } from '@cunjian/kernel';

type DataOf<Type extends EntitlementEvent['type']> = Extract<EntitlementEvent, { type: Type }>['data'];
export type GrantedToken = Pick<DataOf<'token-granted'>, 'issuer' | 'request' | 'signature'>;

/** How a proxy 受托人 used what was lodged for her. */
export type UsedBy =
  { readonly by: 'online'; readonly choice: Choice } | { readonly by: 'paper' } | { readonly by: 'show-of-hands' };

/**
 * What one entry of a roll has been granted: one thing at a time. `online` is an open ballot that counts, as it is, if
 * nothing follows before the closing; `token` lets her cast a secret one.
 */
export type Entitlement =
  | { readonly form: 'none' }
  | { readonly form: 'online'; readonly choice: Choice }
  | {
      readonly form: 'token';
      readonly requests: DataOf<'token-requested'>['requests'];
      readonly granted: readonly GrantedToken[];
    }
  | { readonly form: 'paper' }
  | { readonly form: 'show-of-hands' }
  | { readonly form: 'proxy'; readonly proxy: string; readonly used?: UsedBy };

/** Of one entry of a roll: so a hundred thousand voters never contend. */
export const entitlementStream = (ballot: string, person: string): string => `entitlement-${ballot}-${person}`;

export const initialState: Entitlement = { form: 'none' };

/** Both issuers have signed it: it lets her cast. */
export const isWholeToken = (state: Entitlement): boolean =>
  state.form === 'token' && state.granted.length >= issuersNeeded;

const usedByProxy = (state: Entitlement, proxy: string, used: UsedBy): Entitlement =>
  state.form === 'proxy' && state.proxy === proxy ? { ...state, used } : state;

/** Paper that a proxy took and brought back leaves the proxy. */
const revoked = (state: Entitlement, form: 'paper' | 'proxy'): Entitlement => {
  if (state.form === 'proxy')
    return form === 'paper' && state.used?.by === 'paper'
      ? { form: 'proxy', proxy: state.proxy }
      : form === 'proxy' && state.used === undefined
        ? initialState
        : state;
  return state.form === form ? initialState : state;
};

/** Total: what does not follow from a state leaves it as it is, so nothing in a stream can count twice. */
export const evolve = (state: Entitlement, event: EntitlementEvent): Entitlement => {
  switch (event.type) {
    case 'ballot-cast': {
      const { choice, proxy } = event.data;
      if (proxy !== undefined) return usedByProxy(state, proxy, { by: 'online', choice });
      return state.form === 'none' || state.form === 'online' ? { form: 'online', choice } : state;
    }
    case 'token-requested':
      return state.form === 'none' ? { form: 'token', requests: event.data.requests, granted: [] } : state;
    case 'token-granted': {
      const { issuer, request, signature } = event.data;
      return state.form === 'token' && state.granted.every((one) => one.issuer !== issuer)
        ? { ...state, granted: [...state.granted, { issuer, request, signature }] }
        : state;
    }
    case 'paper-issued': {
      const { proxy } = event.data;
      if (proxy !== undefined) return usedByProxy(state, proxy, { by: 'paper' });
      return state.form === 'none' ? { form: 'paper' } : state;
    }
    case 'proxy-lodged':
      return state.form === 'none' ? { form: 'proxy', proxy: event.data.proxy } : state;
    case 'attendance-recorded': {
      const { proxy } = event.data;
      if (proxy !== undefined) return usedByProxy(state, proxy, { by: 'show-of-hands' });
      return state.form === 'none' ? { form: 'show-of-hands' } : state;
    }
    case 'token-lapsed':
      return state.form === 'token' ? initialState : state;
    case 'entitlement-revoked':
      return revoked(state, event.data.form);
    default:
      return unreachable(event);
  }
};

import type { EntitlementEvent } from '@cunjian/contracts';
import type { Right } from './command.ts';
import { initialState, type Entitlement } from './entitlement.ts';

/**
 * A token that is no way to vote excludes no other: after the window one that no issuer signed, and every one where nothing
 * is cast online. One signature is enough to keep it: the other may have been given where no event says so.
 * It lapses in the append that grants the other, so that neither stands beside it.
 */
export const withoutLapsed = (
  state: Entitlement,
  { ballot, person, tokens }: Right,
): { readonly free: Entitlement; readonly lapsed: readonly EntitlementEvent[] } => {
  const isLapsed =
    state.form === 'token' && (tokens === 'called-off' || (tokens === 'closed' && state.granted.length === 0));
  if (!isLapsed) return { free: state, lapsed: [] };
  return { free: initialState, lapsed: [{ type: 'token-lapsed', data: { ballot, person } }] };
};

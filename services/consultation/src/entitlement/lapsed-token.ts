import type { EntitlementEvent } from '@cunjian/contracts';
import type { Right } from './command.ts';
import { initialState, isWholeToken, type Entitlement } from './entitlement.ts';

/**
 * A token that is no way to vote excludes no other: after the window one that was never signed by both issuers, and every
 * one where nothing is cast online. It lapses in the append that grants the other, so that neither stands beside it.
 */
export const withoutLapsed = (
  state: Entitlement,
  { ballot, person, tokens }: Right,
): { readonly free: Entitlement; readonly lapsed: readonly EntitlementEvent[] } => {
  const isLapsed = state.form === 'token' && (tokens === 'called-off' || (tokens === 'closed' && !isWholeToken(state)));
  if (!isLapsed) return { free: state, lapsed: [] };
  return { free: initialState, lapsed: [{ type: 'token-lapsed', data: { ballot, person } }] };
};

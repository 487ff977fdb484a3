import { unreachable } from '@cunjian/kernel';
import type { RegistryEventOf } from '../registry-event.ts';

export type SlipEvent = RegistryEventOf<
  | 'activation-slip-prepared'
  | 'activation-slip-issued'
  | 'activation-slip-tried'
  | 'activation-slip-voided'
  | 'activation-slip-used'
  | 'activation-slip-revoked'
>;

interface Prepared {
  readonly person: string;
  readonly division: string;
  readonly officer: string;
}

/** The stream `slip-<id>`: two officers, one code in two halves, one use. */
export type Slip =
  | { readonly status: 'unknown' }
  | ({ readonly status: 'prepared' } & Prepared)
  | ({
      readonly status: 'issued';
      readonly codeHash: string;
      readonly officers: readonly [string, string];
      readonly expires: string;
      /** Wrong codes so far. */
      readonly tries: number;
    } & Prepared)
  | ({ readonly status: 'voided' } & Prepared)
  | ({ readonly status: 'used'; readonly account: string } & Prepared)
  | ({ readonly status: 'revoked' } & Prepared);

export const initialState: Slip = { status: 'unknown' };

export const evolve = (state: Slip, event: SlipEvent): Slip => {
  if (event.type === 'activation-slip-prepared') {
    const { person, division, officer } = event.data;
    return { status: 'prepared', person, division, officer };
  }
  if (state.status === 'unknown') return state;
  const { person, division, officer } = state;
  switch (event.type) {
    case 'activation-slip-issued': {
      const { codeHash, officers, expires } = event.data;
      return { status: 'issued', person, division, officer, codeHash, officers, expires, tries: 0 };
    }
    case 'activation-slip-tried':
      return state.status === 'issued' ? { ...state, tries: event.data.tries } : state;
    case 'activation-slip-voided':
      return { status: 'voided', person, division, officer };
    case 'activation-slip-used':
      return { status: 'used', person, division, officer, account: event.data.account };
    case 'activation-slip-revoked':
      return { status: 'revoked', person, division, officer };
    default:
      return unreachable(event);
  }
};

import { unreachable } from '@cunjian/kernel';
import type { RegistryEventOf } from '../registry-event.ts';

export type AccountEvent = RegistryEventOf<'account-bound' | 'account-unbound'>;

/** The stream `account-<SHA-256 of the account>`: the person of the registry to whom an account is bound. */
export type Account = { readonly status: 'free' } | { readonly status: 'bound'; readonly person: string };

export const initialState: Account = { status: 'free' };

export const evolve = (_state: Account, event: AccountEvent): Account => {
  switch (event.type) {
    case 'account-bound':
      return { status: 'bound', person: event.data.person };
    case 'account-unbound':
      return { status: 'free' };
    default:
      return unreachable(event);
  }
};

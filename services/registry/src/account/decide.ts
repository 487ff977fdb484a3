import { refuse, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import type { RegistryEventOf } from '../registry-event.ts';
import { evolve, initialState, type Account, type AccountEvent } from './account.ts';

export type AccountCommand =
  | { readonly kind: 'bind'; readonly binding: RegistryEventOf<'account-bound'>['data'] }
  | { readonly kind: 'unbind'; readonly account: string; readonly by: 'person' | 'officer' };

export const decide = (command: AccountCommand, state: Account): readonly AccountEvent[] | Refused => {
  switch (command.kind) {
    case 'bind':
      if (state.status === 'free') return [{ type: 'account-bound', data: command.binding }];
      return state.person === command.binding.person ? [] : refuse('account.bound-to-another', {});
    case 'unbind': {
      if (state.status === 'free') return refuse('account.free', {}, 'account');
      const { account, by } = command;
      return [{ type: 'account-unbound', data: { account, person: state.person, by } }];
    }
    default:
      return unreachable(command);
  }
};

export const accountDecider: Decider<AccountCommand, Account, AccountEvent> = { initialState, decide, evolve };

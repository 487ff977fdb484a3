import type { RegistryEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';

/** Key: the account. An account that was unbound has no document. */
export interface AccessAccount {
  readonly person: string;
}

export const accounts: Projection<AccessAccount> = {
  name: 'access-accounts',
  version: 1,
  events: ['account-bound', 'account-unbound'],
  indexes: [['person']],
  keys: (event) => [(event.data as { account: string }).account],
  evolve: (document, { name, data }) => {
    const event = { type: name, data } as RegistryEvent;
    switch (event.type) {
      case 'account-bound':
        return { person: event.data.person };
      case 'account-unbound':
        return document?.person === event.data.person ? undefined : document;
      default:
        return document;
    }
  },
};

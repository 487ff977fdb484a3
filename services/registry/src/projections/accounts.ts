import { collectionSpec, type Projection } from '@cunjian/processing';
import type { ReadModelReader } from '@cunjian/read-model';
import { registryEvent } from '../registry-event.ts';

/** Key: the account. How it came to be a person's is told to that person. */
export interface AccountDocument {
  readonly account: string;
  readonly person: string;
  readonly method: 'activation-slip' | 'real-name-issuer' | 'founding';
  /** The officers who handed over the slip. */
  readonly officers: readonly string[];
  readonly since: string;
  readonly status: 'bound' | 'unbound';
  readonly until?: string;
}

export const accounts: Projection<AccountDocument> = {
  name: 'registry-accounts',
  version: 1,
  events: ['account-bound', 'account-unbound'],
  indexes: [['person']],
  keys: (event) => [(event.data as { account: string }).account],
  evolve: (document, recorded) => {
    const event = registryEvent(recorded);
    switch (event.type) {
      case 'account-bound':
        return { ...event.data, since: recorded.time, status: 'bound' };
      case 'account-unbound':
        return document && { ...document, status: 'unbound', until: recorded.time };
      default:
        return document;
    }
  },
};

const maxAccountsPerPerson = 100;

export const accountQueries = (reader: ReadModelReader) => {
  const collection = reader.collection<AccountDocument>(collectionSpec(accounts));
  return {
    one: async (account: string) => (await collection.get([account])).get(account),
    ofPerson: async (person: string): Promise<readonly AccountDocument[]> => {
      const { items } = await collection.find({ where: { person }, limit: maxAccountsPerPerson });
      return items.map(({ document }) => document);
    },
  };
};

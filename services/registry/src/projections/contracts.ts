import { collectionSpec, type Projection } from '@cunjian/processing';
import type { ReadModelReader } from '@cunjian/read-model';
import { registryEvent } from '../registry-event.ts';

/** Key: the contract. */
export interface ContractDocument {
  readonly contract: string;
  readonly agency: string;
  readonly body: string;
  readonly bodyDivision: string;
  readonly from: string;
  readonly to: string;
  /** First day on which it no longer holds. */
  readonly endedOn?: string;
}

export const contracts: Projection<ContractDocument> = {
  name: 'registry-contracts',
  version: 1,
  events: ['agency-contract-signed', 'agency-contract-ended'],
  indexes: [['agency'], ['body']],
  keys: (event) => [(event.data as { contract: string }).contract],
  evolve: (document, recorded) => {
    const event = registryEvent(recorded);
    switch (event.type) {
      case 'agency-contract-signed':
        return event.data;
      case 'agency-contract-ended':
        return document && { ...document, endedOn: event.data.on };
      default:
        return document;
    }
  },
};

export const isInForce = ({ from, to, endedOn }: ContractDocument, today: string): boolean =>
  from <= today && today <= to && (endedOn === undefined || today < endedOn);

/** A township's agency has some hundreds of bodies, over the years some thousands of contracts. */
const maxContracts = 5_000;

export const contractQueries = (reader: ReadModelReader) => {
  const collection = reader.collection<ContractDocument>(collectionSpec(contracts));
  const find = async (where: Readonly<Record<string, string>>): Promise<readonly ContractDocument[]> => {
    const { items } = await collection.find({ where, limit: maxContracts });
    return items.map(({ document }) => document);
  };
  return {
    one: async (contract: string) => (await collection.get([contract])).get(contract),
    page: (agency: string, limit: number, after: string | undefined) =>
      collection.find({ where: { agency }, limit, ...(after === undefined ? {} : { after }) }),
    ofAgency: (agency: string) => find({ agency }),
    /** Per body asked, in its order. */
    ofBodies: (bodies: readonly string[]) => Promise.all(bodies.map((body) => find({ body }))),
  };
};

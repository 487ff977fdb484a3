import { collectionSpec, type Projection } from '@cunjian/processing';
import type { ReadModelReader } from '@cunjian/read-model';
import { registryEvent } from '../registry-event.ts';

/** Key: the slip. Never its code. */
export interface SlipDocument {
  readonly slip: string;
  readonly person: string;
  readonly division: string;
  readonly status: 'prepared' | 'issued' | 'voided' | 'used' | 'revoked';
  readonly officers: readonly string[];
  readonly preparedAt: string;
  readonly expires?: string;
  /** Wrong codes so far, where there were any. */
  readonly tries?: number;
}

export const slips: Projection<SlipDocument> = {
  name: 'registry-slips',
  version: 2,
  events: [
    'activation-slip-prepared',
    'activation-slip-issued',
    'activation-slip-tried',
    'activation-slip-voided',
    'activation-slip-used',
    'activation-slip-revoked',
  ],
  indexes: [['division', 'status']],
  keys: (event) => [(event.data as { slip: string }).slip],
  evolve: (document, recorded) => {
    const event = registryEvent(recorded);
    if (event.type === 'activation-slip-prepared') {
      const { slip, person, division, officer } = event.data;
      return { slip, person, division, status: 'prepared', officers: [officer], preparedAt: recorded.time };
    }
    if (document === undefined) return undefined;
    switch (event.type) {
      case 'activation-slip-issued':
        return { ...document, status: 'issued', officers: event.data.officers, expires: event.data.expires };
      case 'activation-slip-tried':
        return { ...document, tries: event.data.tries };
      case 'activation-slip-voided':
        return { ...document, status: 'voided' };
      case 'activation-slip-used':
        return { ...document, status: 'used' };
      case 'activation-slip-revoked':
        return { ...document, status: 'revoked' };
      default:
        return document;
    }
  },
};

export const slipQueries = (reader: ReadModelReader) => {
  const collection = reader.collection<SlipDocument>(collectionSpec(slips));
  return {
    one: async (slip: string) => (await collection.get([slip])).get(slip),
    /** Those that wait: for the second officer, or to be used; and the voided ones, until an officer takes them off. */
    open: (division: string, limit: number, after: string | undefined) =>
      collection.find({
        where: { division, status: { in: ['prepared', 'issued', 'voided'] } },
        limit,
        ...(after === undefined ? {} : { after }),
      }),
  };
};

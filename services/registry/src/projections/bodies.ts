import type { BodyKind } from '@cunjian/contracts';
import { collectionSpec, type Projection } from '@cunjian/processing';
import type { ReadModelReader } from '@cunjian/read-model';
import { defined } from '../defined.ts';
import { registryEvent } from '../registry-event.ts';

/** Key: the body's id. */
export interface BodyDocument {
  readonly body: string;
  readonly kind: BodyKind;
  readonly name: string;
  readonly division: string;
  readonly creditCode?: string;
  readonly predecessors: readonly string[];
  readonly successors: readonly string[];
  readonly noticeBoards: readonly string[];
  readonly owesDisclosure: boolean;
  readonly manyTransactions?: boolean;
  readonly from: string;
  /** First day on which it no longer exists. */
  readonly dissolvedOn?: string;
}

export const bodies: Projection<BodyDocument> = {
  name: 'registry-bodies',
  version: 1,
  events: ['body-established', 'body-changed', 'body-dissolved'],
  indexes: [['division', 'kind']],
  keys: (event) => [(event.data as { body: string }).body],
  evolve: (document, recorded) => {
    const event = registryEvent(recorded);
    if (event.type === 'body-established') return { ...defined(event.data), successors: [] };
    if (document === undefined) return undefined;
    switch (event.type) {
      case 'body-changed':
        return { ...document, ...defined(event.data) };
      case 'body-dissolved':
        return { ...document, dissolvedOn: event.data.on, successors: event.data.successors };
      default:
        return document;
    }
  },
};

/** A village has few bodies; a merged one keeps those of its predecessors. */
const maxBodiesPerDivision = 200;

export const bodyQueries = (reader: ReadModelReader) => {
  const collection = reader.collection<BodyDocument>(collectionSpec(bodies));
  const ofDivision = async (division: string): Promise<readonly BodyDocument[]> => {
    const { items } = await collection.find({ where: { division }, limit: maxBodiesPerDivision });
    return items.map(({ document }) => document);
  };
  return {
    get: collection.get,
    one: async (body: string) => (await collection.get([body])).get(body),
    /** Per division asked, in its order. */
    ofDivisions: (divisions: readonly string[]) => Promise.all(divisions.map(ofDivision)),
  };
};

import { collectionSpec, type Projection } from '@cunjian/processing';
import type { ReadModelReader } from '@cunjian/read-model';
import { registryEvent } from '../registry-event.ts';

/** Key: `<division>/<person>/<person>`, sorted. What a village last recorded of two people. */
export interface KinshipPairDocument {
  readonly division: string;
  readonly persons: readonly [string, string];
  /** False: said not to be near relatives, although they share a household. */
  readonly near: boolean;
  readonly recordedAt: string;
}

export const kinshipPairs: Projection<KinshipPairDocument> = {
  name: 'registry-kinship-pairs',
  version: 1,
  events: ['kinship-recorded'],
  indexes: [['division', 'persons']],
  keys: (event) => {
    const { division, persons } = event.data as { division: string; persons: readonly string[] };
    return [[division, ...persons.toSorted()].join('/')];
  },
  evolve: (document, recorded) => {
    const event = registryEvent(recorded);
    if (event.type !== 'kinship-recorded') return document;
    const { division, persons, near } = event.data;
    return { division, persons, near, recordedAt: recorded.time };
  },
};

export const kinshipPairQueries = (reader: ReadModelReader) => {
  const collection = reader.collection<KinshipPairDocument>(collectionSpec(kinshipPairs));
  return {
    /** Of one person, where one is named. */
    page: (division: string, person: string | undefined, limit: number, after: string | undefined) =>
      collection.find({
        where: { division, ...(person === undefined ? {} : { persons: person }) },
        limit,
        ...(after === undefined ? {} : { after }),
      }),
  };
};

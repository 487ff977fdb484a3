import { collectionSpec, type Projection } from '@cunjian/processing';
import type { ReadModelReader } from '@cunjian/read-model';
import { defined } from '../defined.ts';
import { registryEvent, type RegistryEventOf } from '../registry-event.ts';

/** Key: the event. What was done about personal values in a division; never which, nor what they said. */
export interface ErasureDocument {
  readonly division: string;
  readonly kind: 'erased' | 'restricted' | 'shown-again';
  readonly values: number;
  /** Of an erasure. */
  readonly reason?: RegistryEventOf<'value-erased'>['data']['reason'];
  /** The person concerned; absent where all was erased that was due on a day. */
  readonly person?: string;
  readonly at: string;
  readonly actor: string;
}

/** The stream is that of one person, or of what was due in a service on a day. */
const personOf = (division: string, stream: string): string | undefined => {
  const of = stream.slice(`erasures-${division}-`.length);
  return of.startsWith('p-') ? of : undefined;
};

export const erasures: Projection<ErasureDocument> = {
  name: 'registry-erasures',
  version: 1,
  events: ['value-erased', 'value-restricted'],
  indexes: [
    ['division', 'at'],
    ['division', 'person', 'at'],
  ],
  keys: ({ id }) => [id],
  evolve: (document, recorded) => {
    const event = registryEvent(recorded);
    const { partitionkey: division, time: at, actor, subject } = recorded;
    const what = { division, at, actor, person: personOf(division, subject) };
    switch (event.type) {
      case 'value-erased':
        return defined({
          ...what,
          kind: 'erased' as const,
          values: event.data.digests.length,
          reason: event.data.reason,
        });
      case 'value-restricted': {
        const kind = event.data.restricted ? ('restricted' as const) : ('shown-again' as const);
        return defined({ ...what, kind, values: event.data.digests.length });
      }
      default:
        return document;
    }
  },
};

export const erasureQueries = (reader: ReadModelReader) => {
  const collection = reader.collection<ErasureDocument>(collectionSpec(erasures));
  return {
    /** Newest first; of one person, where one is named. */
    page: (division: string, person: string | undefined, limit: number, after: string | undefined) =>
      collection.find({
        where: { division, ...(person === undefined ? {} : { person }) },
        order: { by: 'at', direction: 'descending' },
        limit,
        ...(after === undefined ? {} : { after }),
      }),
  };
};

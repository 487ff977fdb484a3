import { collectionSpec, type Projection } from '@cunjian/processing';
import type { ReadModelReader } from '@cunjian/read-model';
import { registryEvent } from '../registry-event.ts';

/** Key: `<body>/<person>`. */
export interface MemberDocument {
  readonly body: string;
  readonly person: string;
  readonly from: string;
  readonly status: 'on-roll' | 'left';
  /** First day on which the person no longer stands on the roll. */
  readonly until?: string;
}

export const members: Projection<MemberDocument> = {
  name: 'registry-members',
  version: 1,
  events: ['member-admitted', 'member-removed'],
  indexes: [['body', 'status'], ['person']],
  keys: ({ data }) => {
    const { body, person } = data as { body: string; person: string };
    return [`${body}/${person}`];
  },
  evolve: (document, recorded) => {
    const event = registryEvent(recorded);
    switch (event.type) {
      case 'member-admitted':
        return { ...event.data, status: 'on-roll' };
      case 'member-removed':
        return document && { ...document, status: 'left', until: event.data.on };
      default:
        return document;
    }
  },
};

const maxMembershipsPerPerson = 100;
/** The largest roll that an assembly is drawn from. */
const maxMembersPerBody = 100_000;
const pageSize = 1_000;

export const memberQueries = (reader: ReadModelReader) => {
  const collection = reader.collection<MemberDocument>(collectionSpec(members));
  return {
    page: (body: string, status: MemberDocument['status'], limit: number, after: string | undefined) =>
      collection.find({ where: { body, status }, limit, ...(after === undefined ? {} : { after }) }),
    /** Who stood on the roll on a day. */
    onDay: async (body: string, day: string): Promise<readonly string[]> => {
      const found: string[] = [];
      let after: string | undefined;
      for (let read = 0; read < maxMembersPerBody; read += pageSize) {
        const page = await collection.find({
          where: { body },
          limit: pageSize,
          ...(after === undefined ? {} : { after }),
        });
        for (const { document } of page.items)
          if (document.from <= day && (document.until === undefined || day < document.until))
            found.push(document.person);
        if (!page.hasMore) break;
        after = page.items.at(-1)?.cursor;
      }
      return found;
    },
    count: (body: string, status: MemberDocument['status']) => collection.count({ where: { body, status } }),
    ofPerson: async (person: string): Promise<readonly MemberDocument[]> => {
      const { items } = await collection.find({ where: { person }, limit: maxMembershipsPerPerson });
      return items.map(({ document }) => document);
    },
  };
};

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Digest } from '@cunjian/contracts';
import { collectionSpec, type Projection } from '@cunjian/processing';
import type { CollectionReader, Query, ReadModelReader } from '@cunjian/read-model';
import { defined } from '../defined.ts';
import { registryEvent } from '../registry-event.ts';

/** Key: `<division>/<person>`. */
export interface ResidentDocument {
  readonly division: string;
  readonly person: string;
  readonly kind: 'registered' | 'resident';
  readonly household: string;
  readonly group?: string;
  readonly name: Digest;
  readonly idNumber?: Digest;
  readonly phone?: Digest;
  readonly birthDate?: Digest;
  readonly from: string;
  readonly status: 'belongs' | 'ended';
  /** First day on which the person no longer belongs. */
  readonly endedOn?: string;
}

export const residentKey = (division: string, person: string): string => `${division}/${person}`;

export const residents: Projection<ResidentDocument> = {
  name: 'registry-residents',
  version: 2,
  events: ['residency-recorded', 'residency-corrected', 'residency-ended'],
  indexes: [['division', 'status', 'household'], ['division', 'status', 'endedOn'], ['person']],
  keys: ({ data }) => {
    const { division, person } = data as { division: string; person: string };
    return [residentKey(division, person)];
  },
  evolve: (document, recorded) => {
    const event = registryEvent(recorded);
    if (event.type === 'residency-recorded') {
      const { division, person, from } = event.data;
      const { kind, household, group, name, idNumber, phone, birthDate } = event.data;
      const fields = defined({ kind, household, group, name, idNumber, phone, birthDate });
      return { division, person, from, ...fields, status: 'belongs' };
    }
    if (document === undefined) return undefined;
    switch (event.type) {
      case 'residency-corrected': {
        const { kind, household, group, name, idNumber, phone, birthDate } = event.data;
        return { ...document, ...defined({ kind, household, group, name, idNumber, phone, birthDate }) };
      }
      case 'residency-ended':
        return { ...document, status: 'ended', endedOn: event.data.on };
      default:
        return document;
    }
  },
};

/** The largest village that is read as a whole, for an import's comparison or a search by name. */
export const maxResidentsPerVillage = 50_000;
const maxResidenciesPerPerson = 100;
const pageSize = 1_000;
const peoplePerQuery = 500;
/** Nobody is recorded as living in more villages than that, those that were left included. */
const maxResidencesPerPerson = 20;

const ofPeople = (collection: CollectionReader<ResidentDocument>) => {
  /** What holds of any of many people, so many documents of each at most. */
  const find = async (people: readonly string[], where: Query['where'], perPerson: number) => {
    const found: ResidentDocument[] = [];
    for (let i = 0; i < people.length; i += peoplePerQuery) {
      const person = { in: people.slice(i, i + peoplePerQuery) };
      const { items } = await collection.find({ where: { person, ...where }, limit: peoplePerQuery * perPerson });
      found.push(...items.map(({ document }) => document));
      await nextTurn();
    }
    return found;
  };
  return {
    /** Where each is recorded as living without being registered there, ended ones included. */
    residencesOf: (people: readonly string[]): Promise<readonly ResidentDocument[]> =>
      find(people, { kind: 'resident' }, maxResidencesPerPerson),
    /** The village in which each is registered, of those who are anywhere. */
    registeredVillages: async (people: readonly string[]): Promise<ReadonlyMap<string, string>> => {
      const found = await find(people, { status: 'belongs', kind: 'registered' }, 1);
      return new Map(found.map(({ person, division }) => [person, division]));
    },
    /** Ended ones included. */
    ofPerson: async (person: string): Promise<readonly ResidentDocument[]> => {
      const { items } = await collection.find({ where: { person }, limit: maxResidenciesPerPerson });
      return items.map(({ document }) => document);
    },
  };
};

export const residentQueries = (reader: ReadModelReader) => {
  const collection = reader.collection<ResidentDocument>(collectionSpec(residents));
  return {
    get: collection.get,
    one: async (division: string, person: string) => {
      const key = residentKey(division, person);
      return (await collection.get([key])).get(key);
    },
    page: (division: string, limit: number, after: string | undefined) =>
      collection.find({
        where: { division, status: 'belongs' },
        order: { by: 'household', direction: 'ascending' },
        limit,
        ...(after === undefined ? {} : { after }),
      }),
    /** Who left, the last one first. */
    formerPage: (division: string, limit: number, after: string | undefined) =>
      collection.find({
        where: { division, status: 'ended' },
        order: { by: 'endedOn', direction: 'descending' },
        limit,
        ...(after === undefined ? {} : { after }),
      }),
    count: (division: string) => collection.count({ where: { division, status: 'belongs' } }),
    /** Everyone who belongs to the village, page by page; other work gets its turn in between. */
    pages: async function* (division: string): AsyncGenerator<readonly ResidentDocument[]> {
      let after: string | undefined;
      for (let read = 0; read < maxResidentsPerVillage; read += pageSize) {
        const { items, hasMore } = await collection.find({
          where: { division, status: 'belongs' },
          order: { by: 'household', direction: 'ascending' },
          limit: pageSize,
          ...(after === undefined ? {} : { after }),
        });
        yield items.map(({ document }) => document);
        if (!hasMore) return;
        after = items.at(-1)?.cursor;
        await nextTurn();
      }
    },
    /** Everyone who belonged to the village on a day and left since. */
    leftSince: async (division: string, day: string): Promise<readonly ResidentDocument[]> => {
      const left: ResidentDocument[] = [];
      let after: string | undefined;
      for (let read = 0; read < maxResidentsPerVillage; read += pageSize) {
        const { items, hasMore } = await collection.find({
          where: { division, status: 'ended' },
          order: { by: 'endedOn', direction: 'descending' },
          limit: pageSize,
          ...(after === undefined ? {} : { after }),
        });
        const later = items.filter(({ document: { endedOn } }) => endedOn !== undefined && endedOn > day);
        left.push(...later.map(({ document }) => document));
        if (!hasMore || later.length < items.length) break;
        after = items.at(-1)?.cursor;
        await nextTurn();
      }
      return left;
    },
    ...ofPeople(collection),
  };
};

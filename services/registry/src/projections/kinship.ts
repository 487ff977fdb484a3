import { collectionSpec, type Projection } from '@cunjian/processing';
import type { ReadModelReader } from '@cunjian/read-model';
import { registryEvent } from '../registry-event.ts';

/** Key: the person. */
export interface KinshipDocument {
  readonly near: readonly string[];
  /** Said not to be near relatives, although they share a household. */
  readonly notNear: readonly string[];
}

export const kinship: Projection<KinshipDocument> = {
  name: 'registry-kinship',
  version: 1,
  events: ['kinship-recorded'],
  indexes: [],
  keys: (event) => (event.data as { persons: readonly string[] }).persons,
  evolve: (document = { near: [], notNear: [] }, recorded, key) => {
    const event = registryEvent(recorded);
    if (event.type !== 'kinship-recorded') return document;
    const others = event.data.persons.filter((person) => person !== key);
    const near = document.near.filter((person) => !others.includes(person));
    const notNear = document.notNear.filter((person) => !others.includes(person));
    return event.data.near ? { near: [...near, ...others], notNear } : { near, notNear: [...notNear, ...others] };
  },
};

export const kinshipQueries = (reader: ReadModelReader) => {
  const collection = reader.collection<KinshipDocument>(collectionSpec(kinship));
  return { of: async (person: string) => (await collection.get([person])).get(person) };
};

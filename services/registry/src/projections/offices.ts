import type { Digest, OfficeKind } from '@cunjian/contracts';
import { collectionSpec, type Projection } from '@cunjian/processing';
import type { ReadModelReader } from '@cunjian/read-model';
import { defined } from '../defined.ts';
import { registryEvent } from '../registry-event.ts';

/** Key: the office's id. Who is who is public by law (组织公开), hence the name that the office was given under. */
export interface OfficeDocument {
  readonly office: string;
  readonly kind: OfficeKind;
  readonly body: string;
  readonly division: string;
  readonly person: string;
  readonly name?: Digest;
  readonly from: string;
  /** Last day of the term. */
  readonly to: string;
  /** First day on which it is no longer held. */
  readonly endedOn?: string;
}

export const offices: Projection<OfficeDocument> = {
  name: 'registry-offices',
  version: 1,
  events: ['office-given', 'office-ended'],
  indexes: [['person'], ['body'], ['division']],
  keys: (event) => [(event.data as { office: string }).office],
  evolve: (document, recorded) => {
    const event = registryEvent(recorded);
    switch (event.type) {
      case 'office-given': {
        const { office, kind, body, division, person, name, from, to } = event.data;
        return defined({ office, kind, body, division, person, name, from, to });
      }
      case 'office-ended':
        return document && { ...document, endedOn: event.data.on };
      default:
        return document;
    }
  },
};

export const isHeld = ({ from, to, endedOn }: OfficeDocument, today: string): boolean =>
  from <= today && today <= to && (endedOn === undefined || today < endedOn);

/** Past holders included. */
const maxOfficesPerBody = 1_000;
const maxOfficesOfPeople = 1_000;

export const officeQueries = (reader: ReadModelReader) => {
  const collection = reader.collection<OfficeDocument>(collectionSpec(offices));
  const ofBody = async (body: string): Promise<readonly OfficeDocument[]> => {
    const { items } = await collection.find({ where: { body }, limit: maxOfficesPerBody });
    return items.map(({ document }) => document);
  };
  return {
    get: collection.get,
    one: async (office: string) => (await collection.get([office])).get(office),
    /** Per body asked, in its order; past holders included. */
    ofBodies: (ids: readonly string[]) => Promise.all(ids.map(ofBody)),
    /** Past holders included. */
    ofDivision: async (division: string): Promise<readonly OfficeDocument[]> => {
      const { items } = await collection.find({ where: { division }, limit: maxOfficesPerBody });
      return items.map(({ document }) => document);
    },
    ofPeople: async (people: readonly string[]): Promise<readonly OfficeDocument[]> => {
      if (people.length === 0) return [];
      const { items } = await collection.find({ where: { person: { in: people } }, limit: maxOfficesOfPeople });
      return items.map(({ document }) => document);
    },
  };
};

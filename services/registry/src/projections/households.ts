import { collectionSpec, type Projection } from '@cunjian/processing';
import type { ReadModelReader } from '@cunjian/read-model';
import { defined } from '../defined.ts';
import { registryEvent } from '../registry-event.ts';

/** Key: `<division>/<household>`. */
export interface HouseholdDocument {
  readonly division: string;
  readonly household: string;
  readonly group?: string;
  /** Everyone in it who belongs to the village. */
  readonly persons: readonly string[];
}

const keyOf = (division: string, household: string): string => `${division}/${household}`;

const withPerson = (
  document: HouseholdDocument | undefined,
  {
    division,
    household,
    person,
    group,
  }: { division: string; household: string; person: string; group?: string | undefined },
): HouseholdDocument => ({
  ...defined({ division, household, group: group ?? document?.group }),
  persons: [...new Set([...(document?.persons ?? []), person])].sort(),
});

const without = (document: HouseholdDocument | undefined, person: string): HouseholdDocument | undefined => {
  if (document === undefined) return undefined;
  const persons = document.persons.filter((other) => other !== person);
  return persons.length === 0 ? undefined : { ...document, persons };
};

export const households: Projection<HouseholdDocument> = {
  name: 'registry-households',
  version: 1,
  events: ['residency-recorded', 'residency-corrected', 'residency-ended'],
  indexes: [['division', 'household']],
  keys: (recorded) => {
    const event = registryEvent(recorded);
    switch (event.type) {
      case 'residency-corrected': {
        const { division, household, formerHousehold } = event.data;
        return [household, formerHousehold].flatMap((id) => (id === undefined ? [] : [keyOf(division, id)]));
      }
      case 'residency-recorded':
      case 'residency-ended': {
        const { division, household } = event.data;
        return household === undefined ? [] : [keyOf(division, household)];
      }
      default:
        return [];
    }
  },
  evolve: (document, recorded, key) => {
    const event = registryEvent(recorded);
    switch (event.type) {
      case 'residency-recorded':
        return withPerson(document, event.data);
      case 'residency-corrected': {
        const { division, household, formerHousehold, person, group } = event.data;
        if (formerHousehold !== undefined && key === keyOf(division, formerHousehold)) return without(document, person);
        return household === undefined ? document : withPerson(document, { division, household, person, group });
      }
      case 'residency-ended':
        return without(document, event.data.person);
      default:
        return document;
    }
  },
};

export const householdQueries = (reader: ReadModelReader) => {
  const collection = reader.collection<HouseholdDocument>(collectionSpec(households));
  return {
    one: async (division: string, household: string) => {
      const key = keyOf(division, household);
      return (await collection.get([key])).get(key);
    },
    page: (division: string, limit: number, after: string | undefined) =>
      collection.find({
        where: { division },
        order: { by: 'household', direction: 'ascending' },
        limit,
        ...(after === undefined ? {} : { after }),
      }),
  };
};

import { collectionSpec, type Projection } from '@cunjian/processing';
import type { ReadModelReader } from '@cunjian/read-model';
import { registryEvent } from '../registry-event.ts';

/** Key: the person. Villages in which she is registered: one, but where two recorded her at the same time. */
export interface RegistrationDocument {
  readonly person: string;
  readonly villages: readonly string[];
  readonly twice: boolean;
}

const registered = (document: RegistrationDocument | undefined, person: string, division: string, is: boolean) => {
  const others = (document?.villages ?? []).filter((village) => village !== division);
  const villages = is ? [...others, division] : others;
  return villages.length === 0 ? undefined : { person, villages, twice: villages.length > 1 };
};

/**
 * The look-up that keeps somebody from being registered in two villages is a moment late, and no stream is both
 * villages': what slips through is found here, and stands in the registrars' lists until one village has mended it.
 */
export const registrations: Projection<RegistrationDocument> = {
  name: 'registry-registrations',
  version: 1,
  events: ['residency-recorded', 'residency-corrected', 'residency-ended'],
  indexes: [['twice', 'villages']],
  keys: ({ data }) => [(data as { person: string }).person],
  evolve: (document, recorded, key) => {
    const event = registryEvent(recorded);
    switch (event.type) {
      case 'residency-recorded':
        return registered(document, key, event.data.division, event.data.kind === 'registered');
      case 'residency-corrected':
        return event.data.kind === undefined
          ? document
          : registered(document, key, event.data.division, event.data.kind === 'registered');
      case 'residency-ended':
        return registered(document, key, event.data.division, false);
      default:
        return document;
    }
  },
};

export const registrationQueries = (reader: ReadModelReader) => {
  const collection = reader.collection<RegistrationDocument>(collectionSpec(registrations));
  return {
    /** Of those registered in the village, who is registered in another, too. */
    twice: (division: string, limit: number, after: string | undefined) =>
      collection.find({
        where: { twice: true, villages: division },
        limit,
        ...(after === undefined ? {} : { after }),
      }),
  };
};

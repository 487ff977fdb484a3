import type { RegistryEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';
import type { Office } from '../caller.ts';

/** Key: the office. `endedOn` is the first day on which it is no longer held, whatever its term. */
export interface AccessOffice extends Office {
  readonly person: string;
  readonly endedOn?: string;
}

export const offices: Projection<AccessOffice> = {
  name: 'access-offices',
  version: 1,
  events: ['office-given', 'office-ended'],
  indexes: [['person'], ['body'], ['division']],
  keys: (event) => [(event.data as { office: string }).office],
  evolve: (document, { name, data }) => {
    const event = { type: name, data } as RegistryEvent;
    switch (event.type) {
      case 'office-given': {
        const { office, kind, body, division, person, from, to } = event.data;
        return { office, kind, body, division, person, from, to };
      }
      case 'office-ended':
        return document && { ...document, endedOn: event.data.on };
      default:
        return document;
    }
  },
};

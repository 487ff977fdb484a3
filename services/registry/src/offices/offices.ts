import { unreachable } from '@cunjian/kernel';
import type { RegistryEventOf } from '../registry-event.ts';
import type { HeldOffice } from './incompatibility.ts';

export type OfficesEvent = RegistryEventOf<'office-given' | 'office-ended'>;

/** The stream `offices-<body>`: every office of one body, so that they are consistent as a set. */
export type Offices = readonly HeldOffice[];

export const initialState: Offices = [];

export const evolve = (state: Offices, event: OfficesEvent): Offices => {
  switch (event.type) {
    case 'office-given': {
      const { office, kind, person, from, to } = event.data;
      return [...state, { office, kind, person, from, to }];
    }
    case 'office-ended': {
      const { office, on } = event.data;
      return state.map((held) => (held.office === office ? { ...held, endedOn: on } : held));
    }
    default:
      return unreachable(event);
  }
};

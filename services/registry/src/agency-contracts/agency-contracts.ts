import { unreachable } from '@cunjian/kernel';
import type { RegistryEventOf } from '../registry-event.ts';

export type AgencyContractsEvent = RegistryEventOf<'agency-contract-signed' | 'agency-contract-ended'>;

export interface AgencyContract {
  readonly contract: string;
  readonly body: string;
  readonly from: string;
  readonly to: string;
  /** First day on which it no longer holds. */
  readonly endedOn?: string;
}

/** The stream `contracts-<agency>`: the bodies whose books a township's agency keeps (村账乡代管). */
export type AgencyContracts = readonly AgencyContract[];

export const initialState: AgencyContracts = [];

export const evolve = (state: AgencyContracts, event: AgencyContractsEvent): AgencyContracts => {
  switch (event.type) {
    case 'agency-contract-signed': {
      const { contract, body, from, to } = event.data;
      return [...state, { contract, body, from, to }];
    }
    case 'agency-contract-ended': {
      const { contract, on } = event.data;
      return state.map((other) => (other.contract === contract ? { ...other, endedOn: on } : other));
    }
    default:
      return unreachable(event);
  }
};

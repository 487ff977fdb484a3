import { unreachable } from '@cunjian/kernel';
import type { RegistryEventOf } from '../registry-event.ts';

export type ResidencyEvent = RegistryEventOf<'residency-recorded' | 'residency-corrected' | 'residency-ended'>;

export type Recorded = RegistryEventOf<'residency-recorded'>['data'];

/** The stream `residency-<division>-<person>`: whether and how one person belongs to one village. */
export type Residency =
  | { readonly status: 'none' }
  | { readonly status: 'belongs'; readonly record: Recorded }
  | { readonly status: 'ended'; readonly record: Recorded; readonly on: string };

export const initialState: Residency = { status: 'none' };

export const evolve = (state: Residency, event: ResidencyEvent): Residency => {
  switch (event.type) {
    case 'residency-recorded':
      return { status: 'belongs', record: event.data };
    case 'residency-corrected': {
      if (state.status === 'none') return state;
      const { record } = state;
      const { kind, household, name, group, idNumber, phone, birthDate } = event.data;
      return {
        ...state,
        record: {
          ...record,
          kind: kind ?? record.kind,
          household: household ?? record.household,
          name: name ?? record.name,
          group: group ?? record.group,
          idNumber: idNumber ?? record.idNumber,
          phone: phone ?? record.phone,
          birthDate: birthDate ?? record.birthDate,
        },
      };
    }
    case 'residency-ended':
      return state.status === 'none' ? state : { status: 'ended', record: state.record, on: event.data.on };
    default:
      return unreachable(event);
  }
};

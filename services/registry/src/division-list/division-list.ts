import { unreachable } from '@cunjian/kernel';
import type { RegistryEventOf } from '../registry-event.ts';

export type DivisionListEvent = RegistryEventOf<'division-list-imported' | 'division-list-completed'>;

/** The stream `division-list-<id>`: one official list, accepted as a whole. */
export type DivisionList =
  | { readonly status: 'unknown' }
  | { readonly status: 'being-written'; readonly sha256: string }
  | { readonly status: 'completed'; readonly sha256: string };

export const initialState: DivisionList = { status: 'unknown' };

export const evolve = (state: DivisionList, event: DivisionListEvent): DivisionList => {
  switch (event.type) {
    case 'division-list-imported':
      return { status: 'being-written', sha256: event.data.sha256 };
    case 'division-list-completed':
      return state.status === 'unknown' ? state : { ...state, status: 'completed' };
    default:
      return unreachable(event);
  }
};

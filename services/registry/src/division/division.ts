import { unreachable } from '@cunjian/kernel';
import type { RegistryEventOf } from '../registry-event.ts';

export type DivisionEvent = RegistryEventOf<'division-registered' | 'division-renamed' | 'division-abolished'>;

/** The stream `division-<code>`. */
export type Division =
  | { readonly status: 'unlisted' }
  | { readonly status: 'listed'; readonly name: string }
  | { readonly status: 'abolished'; readonly name: string };

export const initialState: Division = { status: 'unlisted' };

export const evolve = (state: Division, event: DivisionEvent): Division => {
  switch (event.type) {
    case 'division-registered':
    case 'division-renamed':
      return { status: 'listed', name: event.data.name };
    case 'division-abolished':
      return state.status === 'unlisted' ? state : { status: 'abolished', name: state.name };
    default:
      return unreachable(event);
  }
};

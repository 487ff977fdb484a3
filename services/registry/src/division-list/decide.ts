import { refuse, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import type { RegistryEventOf } from '../registry-event.ts';
import { evolve, initialState, type DivisionList, type DivisionListEvent } from './division-list.ts';

export type DivisionListCommand =
  | {
      readonly kind: 'import';
      readonly list: RegistryEventOf<'division-list-imported'>['data'];
      /** Day from which the newest list accepted so far holds. */
      readonly newestEffective?: string | undefined;
    }
  | { readonly kind: 'complete'; readonly result: RegistryEventOf<'division-list-completed'>['data'] };

export const decide = (command: DivisionListCommand, state: DivisionList): readonly DivisionListEvent[] | Refused => {
  switch (command.kind) {
    case 'import': {
      if (state.status !== 'unknown') return [];
      const { list, newestEffective } = command;
      // Written over a newer list, an older one would bring abolished villages back.
      if (newestEffective !== undefined && list.effective < newestEffective)
        return refuse('division-list.older', { effective: list.effective, newest: newestEffective }, 'effective');
      return [{ type: 'division-list-imported', data: list }];
    }
    case 'complete':
      if (state.status === 'unknown') return refuse('division-list.unknown', { list: command.result.list });
      return state.status === 'completed' ? [] : [{ type: 'division-list-completed', data: command.result }];
    default:
      return unreachable(command);
  }
};

export const divisionListDecider: Decider<DivisionListCommand, DivisionList, DivisionListEvent> = {
  initialState,
  decide,
  evolve,
};

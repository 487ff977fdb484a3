import { refuse, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import type { RegistryEventOf } from '../registry-event.ts';
import { evolve, initialState, type Division, type DivisionEvent } from './division.ts';

/** What a row of an official list says of a division; the decider compares it with what is there. */
export type DivisionCommand =
  | { readonly kind: 'list'; readonly division: RegistryEventOf<'division-registered'>['data'] }
  | { readonly kind: 'abolish'; readonly abolition: RegistryEventOf<'division-abolished'>['data'] };

export const decide = (command: DivisionCommand, state: Division): readonly DivisionEvent[] | Refused => {
  switch (command.kind) {
    case 'list': {
      const { code, name, list, effective } = command.division;
      if (state.status !== 'listed') return [{ type: 'division-registered', data: command.division }];
      if (state.name === name) return [];
      return [{ type: 'division-renamed', data: { code, name, formerly: state.name, list, effective } }];
    }
    case 'abolish':
      if (state.status === 'unlisted') return refuse('division.unknown', { code: command.abolition.code });
      return state.status === 'abolished' ? [] : [{ type: 'division-abolished', data: command.abolition }];
    default:
      return unreachable(command);
  }
};

export const divisionDecider: Decider<DivisionCommand, Division, DivisionEvent> = { initialState, decide, evolve };

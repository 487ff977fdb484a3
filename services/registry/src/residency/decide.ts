import { refuse, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import type { RegistryEventOf } from '../registry-event.ts';
import { evolve, initialState, type Recorded, type Residency, type ResidencyEvent } from './residency.ts';

export type Correction = Omit<RegistryEventOf<'residency-corrected'>['data'], 'formerHousehold'>;

export type ResidencyCommand =
  | {
      readonly kind: 'record';
      readonly record: Recorded;
      /** Look-up: the other village in which the person is registered: one has one household registration 户籍. */
      readonly registeredElsewhere?: string | undefined;
    }
  | {
      readonly kind: 'correct';
      /** Personal fields only where they differ: two digests of the same value are different. */
      readonly correction: Correction;
      readonly registeredElsewhere?: string | undefined;
    }
  | { readonly kind: 'end'; readonly ending: Omit<RegistryEventOf<'residency-ended'>['data'], 'household'> };

const correct = (correction: Correction, record: Recorded): readonly ResidencyEvent[] => {
  const { person, division, ...fields } = correction;
  const changed = Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => value !== undefined && value !== record[name as keyof typeof fields],
    ),
  );
  if (Object.keys(changed).length === 0) return [];
  const moved = changed['household'] === undefined ? {} : { formerHousehold: record.household };
  return [{ type: 'residency-corrected', data: { person, division, ...changed, ...moved } }];
};

const registeredTwice = (kind: string | undefined, elsewhere: string | undefined): Refused | undefined =>
  kind === 'registered' && elsewhere !== undefined
    ? refuse('residency.registered-elsewhere', { division: elsewhere }, 'kind')
    : undefined;

export const decide = (command: ResidencyCommand, state: Residency): readonly ResidencyEvent[] | Refused => {
  switch (command.kind) {
    case 'record': {
      const { record, registeredElsewhere } = command;
      if (state.status === 'belongs') return refuse('residency.recorded', { division: record.division }, 'person');
      return registeredTwice(record.kind, registeredElsewhere) ?? [{ type: 'residency-recorded', data: record }];
    }
    case 'correct': {
      const { correction, registeredElsewhere } = command;
      if (state.status !== 'belongs') return refuse('residency.unknown', { division: correction.division }, 'person');
      return registeredTwice(correction.kind, registeredElsewhere) ?? correct(correction, state.record);
    }
    case 'end': {
      const { ending } = command;
      if (state.status !== 'belongs') return refuse('residency.unknown', { division: ending.division }, 'person');
      const { from, household } = state.record;
      if (ending.on < from && ending.reason !== 'mistake')
        return refuse('dates.before-beginning', { date: ending.on, beginning: from }, 'on');
      return [{ type: 'residency-ended', data: { ...ending, household } }];
    }
    default:
      return unreachable(command);
  }
};

export const residencyDecider: Decider<ResidencyCommand, Residency, ResidencyEvent> = {
  initialState,
  decide,
  evolve,
};

import type { RecordedEvent } from '@cunjian/contracts';
import { fold, type Decider, type DomainEvent } from '@cunjian/kernel';

/** The state of an aggregate after the events of its stream. */
export const foldHistory = <State, Event extends DomainEvent>(
  decider: Pick<Decider<never, State, Event>, 'initialState' | 'evolve'>,
  history: readonly RecordedEvent[],
): State =>
  fold(
    decider,
    history.map(({ name, data }) => ({ type: name, data }) as Event),
  );

import type { Refused } from './refusal.ts';

/** A fact that has happened, as the domain speaks of it. Envelope and wire name come from `@cunjian/contracts`. */
export interface DomainEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/**
 * The domain of one aggregate. Both functions are pure and total: clock, ids, randomness, the actor,
 * the rule in force and all look-ups arrive inside the command.
 */
export interface Decider<Command, State, Event extends DomainEvent> {
  readonly initialState: State;
  /** Returns the events that carry out the command (none where nothing is left to do), or why it is refused. */
  decide(command: Command, state: State): readonly Event[] | Refused;
  evolve(state: State, event: Event): State;
}

export const fold = <State, Event extends DomainEvent>(
  decider: Pick<Decider<never, State, Event>, 'initialState' | 'evolve'>,
  events: Iterable<Event>,
): State => {
  let state = decider.initialState;
  for (const event of events) state = decider.evolve(state, event);
  return state;
};

/** For the end of a switch over a union: the compiler proves that no case is left. */
export const unreachable = (value: never): never => {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
};

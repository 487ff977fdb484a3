import { fold, isRefused, type Decider, type DomainEvent, type Refusal } from '@cunjian/kernel';
import { expect } from '@jest/globals';

export interface Outcome<State, Event> {
  /** Exactly these events, in this order. */
  then(...events: readonly Event[]): void;
  /** Refused for exactly these reasons: a code, or as much of a refusal as matters. */
  refused(...reasons: readonly (string | Partial<Refusal>)[]): void;
  /** The state after the events; fails where the command was refused. */
  state(): State;
}

export interface Given<Command, State, Event> {
  when(command: Command): Outcome<State, Event>;
}

/** `given(decider, opened, confirmed).when(publish).then(published)`: the history, the command, what must come of it. */
export const given = <Command, State, Event extends DomainEvent>(
  decider: Decider<Command, State, Event>,
  ...history: readonly Event[]
): Given<Command, State, Event> => ({
  when: (command) => {
    const before = fold(decider, history);
    const result = decider.decide(command, before);
    return {
      then: (...events) => expect(result).toEqual(events),
      refused: (...reasons) =>
        expect(result).toEqual({
          refused: reasons.map((reason) =>
            expect.objectContaining(typeof reason === 'string' ? { code: reason } : { ...reason }),
          ),
        }),
      state: () => {
        if (isRefused(result)) throw new Error(`refused: ${JSON.stringify(result.refused)}`);
        return fold({ ...decider, initialState: before }, result);
      },
    };
  },
});

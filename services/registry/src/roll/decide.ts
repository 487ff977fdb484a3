import { refuse, refuseAll, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import type { BodyKind } from '@cunjian/contracts';
import { evolve, initialState, membersOf, type Roll, type RollEvent } from './roll.ts';

export type RollCommand =
  | {
      readonly kind: 'admit';
      readonly body: string;
      readonly bodyKind: BodyKind;
      /** Each once; all are admitted or none. */
      readonly persons: readonly string[];
      /** Those of them whom the caller does not know or the registry does not, which look the same: a look-up. */
      readonly unknown: readonly string[];
      /** Where in the input each of them stands; by default `persons[0]`, `persons[1]`, … */
      readonly fields?: readonly string[];
      readonly from: string;
    }
  | { readonly kind: 'remove'; readonly body: string; readonly person: string; readonly on: string };

type Admit = Extract<RollCommand, { kind: 'admit' }>;

const withoutRoll: readonly BodyKind[] = ['agency', 'government'];

const admit = (command: Admit, members: ReadonlyMap<string, string>): readonly RollEvent[] | Refused => {
  const { body, bodyKind, persons, unknown, fields = [], from } = command;
  if (withoutRoll.includes(bodyKind)) return refuse('member.no-roll', { body }, 'body');
  const findings = persons.flatMap((person, index) => {
    const field = fields[index] ?? `persons[${index}]`;
    if (unknown.includes(person)) return [{ code: 'person.unknown', params: { person }, field }];
    if (members.has(person) || persons.indexOf(person) !== index)
      return [{ code: 'member.on-roll', params: { person, body }, field }];
    return [];
  });
  return refuseAll(findings) ?? persons.map((person) => ({ type: 'member-admitted', data: { body, person, from } }));
};

export const decide = (command: RollCommand, state: Roll): readonly RollEvent[] | Refused => {
  const members = membersOf(state);
  switch (command.kind) {
    case 'admit':
      return admit(command, members);
    case 'remove': {
      const { body, person, on } = command;
      const from = members.get(person);
      if (from === undefined) return refuse('member.not-on-roll', { person, body }, 'person');
      if (on < from) return refuse('dates.before-beginning', { date: on, beginning: from }, 'on');
      return [{ type: 'member-removed', data: { body, person, on } }];
    }
    default:
      return unreachable(command);
  }
};

export const rollDecider: Decider<RollCommand, Roll, RollEvent> = { initialState, decide, evolve };

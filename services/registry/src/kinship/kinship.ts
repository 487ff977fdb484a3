import { refuse, type Decider, type Refused } from '@cunjian/kernel';
import type { RegistryEventOf } from '../registry-event.ts';

export type KinshipEvent = RegistryEventOf<'kinship-recorded'>;

/** The stream `kinship-<division>-<person>-<person>`: whether two people of a village are near relatives; undefined: not said. */
export type Kinship = { readonly near: boolean } | undefined;

export interface RecordKinship {
  readonly division: string;
  readonly persons: readonly [string, string];
  readonly near: boolean;
}

/** The same for either order, so that two people have one stream. */
export const sortedPair = ([a, b]: readonly [string, string]): [string, string] => (a < b ? [a, b] : [b, a]);

export const decide = (
  { division, persons, near }: RecordKinship,
  state: Kinship,
): readonly KinshipEvent[] | Refused => {
  if (persons[0] === persons[1]) return refuse('kinship.same-person', {}, 'persons');
  return state?.near === near
    ? []
    : [{ type: 'kinship-recorded', data: { division, persons: sortedPair(persons), near } }];
};

export const kinshipDecider: Decider<RecordKinship, Kinship, KinshipEvent> = {
  initialState: undefined,
  decide,
  evolve: (_state, { data }) => ({ near: data.near }),
};

import type { RegistryEventOf } from '../registry-event.ts';

export type RollEvent = RegistryEventOf<'member-admitted' | 'member-removed'>;

/**
 * The stream `members-<body>`: who stands on the membership roll of one body. A chain of changes, so that folding
 * thousands of them copies nothing; `membersOf` reads it.
 */
export type Roll = { readonly last: RollEvent; readonly before: Roll } | undefined;

export const initialState: Roll = undefined;

export const evolve = (state: Roll, event: RollEvent): Roll => ({ last: event, before: state });

/** Person → first day on the roll. */
export const membersOf = (roll: Roll): ReadonlyMap<string, string> => {
  const members = new Map<string, string>();
  const decided = new Set<string>();
  for (let change = roll; change !== undefined; change = change.before) {
    const { type, data } = change.last;
    if (!decided.has(data.person) && type === 'member-admitted') members.set(data.person, data.from);
    decided.add(data.person);
  }
  return members;
};

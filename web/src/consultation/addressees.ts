import type { Addressee } from './topics/queries.ts';

const kinds: ReadonlySet<string> = new Set([
  'VILLAGERS_COMMITTEE',
  'RESIDENTS_COMMITTEE',
  'COLLECTIVE',
  'GROUP_COLLECTIVE',
]);

/** To whom a villager can turn, as a form offers them; the committee first. */
export const addresseesOf = (
  bodies: readonly Addressee[],
): readonly { readonly value: string; readonly text: string }[] =>
  bodies
    .filter(({ kind, dissolvedOn }) => dissolvedOn === null && kinds.has(kind))
    .toSorted((a, b) => Number(b.kind.endsWith('COMMITTEE')) - Number(a.kind.endsWith('COMMITTEE')))
    .map(({ id, name }) => ({ value: id, text: name }));

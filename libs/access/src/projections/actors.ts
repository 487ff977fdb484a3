import type { RegistryEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';
import type { Residency } from '../caller.ts';

/** `from` is the first day; `until`, where it is known, the first day on which it no longer holds. */
export interface Span {
  readonly from: string;
  readonly until?: string;
}

/** Key: the person. To which villages she belongs, and on whose rolls she stands; her offices are `offices`. */
export interface Actor {
  readonly residencies: readonly (Residency & Span)[];
  readonly memberships: readonly ({ readonly body: string } & Span)[];
}

const nobody: Actor = { residencies: [], memberships: [] };

const ended = <Item extends Span>(items: readonly Item[], on: string, is: (item: Item) => boolean): Item[] =>
  items.map((item) => (is(item) ? { ...item, until: on } : item));

export const actors: Projection<Actor> = {
  name: 'access-actors',
  version: 2,
  events: ['residency-recorded', 'residency-corrected', 'residency-ended', 'member-admitted', 'member-removed'],
  indexes: [],
  keys: (event) => [(event.data as { person: string }).person],
  evolve: (document = nobody, { name, data }) => {
    const event = { type: name, data } as RegistryEvent;
    const { residencies, memberships } = document;
    switch (event.type) {
      case 'residency-recorded': {
        const { division, kind, from } = event.data;
        const others = residencies.filter((residency) => residency.division !== division);
        return { memberships, residencies: [...others, { division, kind, from }] };
      }
      case 'residency-corrected': {
        const { division, kind } = event.data;
        if (kind === undefined) return document;
        return {
          memberships,
          residencies: residencies.map((one) => (one.division === division ? { ...one, kind } : one)),
        };
      }
      case 'residency-ended': {
        const { division, on } = event.data;
        return { memberships, residencies: ended(residencies, on, (residency) => residency.division === division) };
      }
      case 'member-admitted': {
        const { body, from } = event.data;
        return { residencies, memberships: [...memberships.filter((member) => member.body !== body), { body, from }] };
      }
      case 'member-removed': {
        const { body, on } = event.data;
        return { residencies, memberships: ended(memberships, on, (member) => member.body === body) };
      }
      default:
        return document;
    }
  },
};

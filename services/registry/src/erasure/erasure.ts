import type { Decider } from '@cunjian/kernel';
import type { RegistryEventOf } from '../registry-event.ts';

export type ErasureEvent = RegistryEventOf<'value-erased'>;

/** The stream `erasures-<division>-<person>`: digests whose values were erased. */
export type Erasures = readonly string[];

export interface EraseValues {
  readonly digests: readonly string[];
  readonly reason: ErasureEvent['data']['reason'];
}

export const erasureStream = (division: string, person: string): string => `erasures-${division}-${person}`;

/** What is erased already is not erased again; whether it may be is decided before, by the duty to keep. */
export const erasureDecider: Decider<EraseValues, Erasures, ErasureEvent> = {
  initialState: [],
  decide: ({ digests, reason }, erased) => {
    const left = digests.filter((digest) => !erased.includes(digest));
    return left.length === 0 ? [] : [{ type: 'value-erased', data: { digests: left, reason } }];
  },
  evolve: (erased, { data }) => [...erased, ...data.digests],
};

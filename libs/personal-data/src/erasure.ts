import type { RegistryEvent } from '@cunjian/contracts';
import { unreachable, type Decider } from '@cunjian/kernel';

export type ErasureEvent = Extract<RegistryEvent, { readonly type: 'value-erased' | 'value-restricted' }>;
type Reason = Extract<ErasureEvent, { readonly type: 'value-erased' }>['data']['reason'];

/** A stream of erasures: digests whose values are gone, and those shown to nobody. */
export interface Erasures {
  readonly erased: ReadonlySet<string>;
  readonly restricted: ReadonlySet<string>;
}

export type ErasureCommand =
  | { readonly do: 'erase'; readonly digests: readonly string[]; readonly reason: Reason }
  | { readonly do: 'restrict'; readonly digests: readonly string[]; readonly restricted: boolean };

const without = (set: ReadonlySet<string>, digests: readonly string[]): ReadonlySet<string> =>
  set.difference(new Set(digests));

/**
 * The event comes first, then the vault is told: a restored vault forgets and hides again what events say. Whether a value
 * may go is decided before, by the duty to keep. What is so already is not written again.
 */
export const erasureDecider: Decider<ErasureCommand, Erasures, ErasureEvent> = {
  initialState: { erased: new Set(), restricted: new Set() },
  decide: (command, { erased, restricted: hidden }) => {
    const kept = command.digests.filter((digest) => !erased.has(digest));
    switch (command.do) {
      case 'erase':
        return kept.length === 0 ? [] : [{ type: 'value-erased', data: { digests: kept, reason: command.reason } }];
      case 'restrict': {
        const { restricted } = command;
        const digests = kept.filter((digest) => hidden.has(digest) !== restricted);
        return digests.length === 0 ? [] : [{ type: 'value-restricted', data: { digests, restricted } }];
      }
      default:
        return unreachable(command);
    }
  },
  evolve: ({ erased, restricted }, { type, data }) => {
    const { digests } = data;
    switch (type) {
      case 'value-erased':
        return { erased: erased.union(new Set(digests)), restricted: without(restricted, digests) };
      case 'value-restricted':
        return {
          erased,
          restricted: data.restricted ? restricted.union(new Set(digests)) : without(restricted, digests),
        };
      default:
        return unreachable(type);
    }
  },
};

/** Of what one person asked of one village; of all that was due in a division on a day. */
export const erasureStream = (division: string, of: string): string => `erasures-${division}-${of}`;

import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import { ballotBytes, loadSetting, settingOf, type LoadedSetting } from '@cunjian/secret-ballot';
import type { ServiceRuntime } from '@cunjian/service-kit';
import { foldHistory, loadStream } from '@cunjian/service-kit/acting';
import type { OpenedTerms } from '../ballot/ballot.ts';
import { ballotDecider } from '../ballot/decide.ts';
import type { BoxSize } from '../box/ballot-box.ts';

/** A secret ballot that was opened with its keys: all of it stands in one event and never changes. */
export interface KnownBallot {
  readonly opened: OpenedTerms;
  readonly setting: LoadedSetting;
  readonly size: BoxSize;
}

export const maxKnownBallots = 1_000;

/** Whoever casts names it, and nobody knows who casts: no other stream is read for her. */
const ballotId = /^ballot-[0-9a-f-]{36}$/;

/**
 * Refuses `ballot.unknown`, `ballot.not-open` before the opening, `ballot.no-tokens` where none is cast secretly online.
 * Read once for many casts.
 */
export const createKnownBallots = (service: { readonly runtime: ServiceRuntime }) => {
  const known = new Map<string, KnownBallot>();
  const load = async (ballot: string): Promise<KnownBallot | Refused> => {
    const state = foldHistory(ballotDecider, await loadStream(service, ballot));
    if (state.status === 'none') return refuse('ballot.unknown');
    if (state.status === 'called') return refuse('ballot.not-open', { at: state.terms.times.opensAt });
    if (state.status === 'cancelled') return refuse('ballot.cancelled');
    const { opened } = state;
    if (opened.issuers.length === 0) return refuse('ballot.no-tokens');
    const named = settingOf(opened);
    const setting = isRefused(named) ? named : await loadSetting(named);
    if (isRefused(setting)) return setting;
    return { opened, setting, size: { slots: opened.roll.count, ballotBytes: ballotBytes(setting) } };
  };
  return async (ballot: string): Promise<KnownBallot | Refused> => {
    const before = known.get(ballot);
    if (before !== undefined) return before;
    if (!ballotId.test(ballot)) return refuse('ballot.unknown');
    const loaded = await load(ballot);
    if (isRefused(loaded)) return loaded;
    if (known.size >= maxKnownBallots) known.clear();
    known.set(ballot, loaded);
    return loaded;
  };
};

export type KnownBallots = ReturnType<typeof createKnownBallots>;

import { refuse, type Decider } from '@cunjian/kernel';
import { type AuditEvent, headsLog, parseLogName } from '@cunjian/contracts';
import { appendLeaves, decodeTreeState, emptyTree, encodeBase64, type TreeHasher } from '@cunjian/tlog';
import type { DivisionLogs } from '../sealing/division-logs.ts';
import type { Origins } from '../signing/origins.ts';
import { headEntry, type HeadsAdvanced } from './heads-entries.ts';

/** Keeps an advance within the 900,000 bytes of an event. */
export const maxHeadsPerAdvance = 5_000;

/**
 * What the heads log takes next: the heads of all logs that grew, and root and size it has with them. Undefined where
 * nothing grew. Read from the sealed logs, so it may only be used where these have seen the last advance.
 */
export const nextAdvance = (logs: DivisionLogs, origins: Origins, hasher: TreeHasher): HeadsAdvanced | undefined => {
  const heads = logs
    .unshown()
    .slice(0, maxHeadsPerAdvance)
    .map(({ log, size, root }) => ({ log, size, root: encodeBase64(root) }));
  if (heads.length === 0) return undefined;
  const kept = logs.state(logs.current(headsLog));
  const before = kept === undefined ? emptyTree : decodeTreeState(kept);
  const leaves = heads.map((head) => hasher.leaf(headEntry(origins, head)));
  const { state, root } = appendLeaves(before, leaves, hasher);
  return { size: state.size, root: encodeBase64(root), heads };
};

/** Each advance is a stream of its own, named by epoch and size it grows from: two can't grow the same tree differently. */
export const advanceStream = (logs: DivisionLogs, { size, heads }: HeadsAdvanced): string =>
  `heads-${parseLogName(logs.current(headsLog))?.epoch ?? 1}-${size - heads.length}`;

type Advanced = Extract<AuditEvent, { type: 'heads-advanced' }>;
export const headsDecider: Decider<HeadsAdvanced, 'empty' | 'written', Advanced> = {
  initialState: 'empty',
  decide: (advance, state) =>
    state === 'empty' ? [{ type: 'heads-advanced', data: advance }] : refuse('heads.advanced-meanwhile', {}),
  evolve: () => 'written',
};

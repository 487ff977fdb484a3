import type { AuditEvent } from '@cunjian/contracts';
import { refuse, type Decider } from '@cunjian/kernel';

type Rotated = Extract<AuditEvent, { type: 'log-key-rotated' }>;
export type RotateKey = Rotated['data'];

/** All rotations of the deployment, in their order: the chain from the first keys to those of today. */
export const rotationsStream = 'log-keys';

/** The newest verifier key of each purpose, as far as there were rotations. */
type Newest = Readonly<Partial<Record<RotateKey['purpose'], string>>>;

export const rotationDecider: Decider<RotateKey, Newest, Rotated> = {
  initialState: {},
  decide: (command, newest) => {
    const current = newest[command.purpose];
    return current === undefined || current === command.oldVkey
      ? [{ type: 'log-key-rotated', data: command }]
      : refuse('log.key-not-current', { purpose: command.purpose });
  },
  evolve: (newest, { data }) => ({ ...newest, [data.purpose]: data.newVkey }),
};

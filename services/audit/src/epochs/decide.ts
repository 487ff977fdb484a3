import { type AuditEvent, isHeadsLog, nationalDivision } from '@cunjian/contracts';
import { refuse, type Decider } from '@cunjian/kernel';

type Started = Extract<AuditEvent, { type: 'log-epoch-started' }>;
export type StartEpoch = Started['data'];

/** One stream per epoch, so that each begins once. That of the heads log is never sealed, like all that is said of it. */
export const epochStream = ({ log, epoch }: Pick<StartEpoch, 'log' | 'epoch'>): string =>
  isHeadsLog(log) ? `heads-epoch-${epoch}` : `epoch-${log}-${epoch}`;

/** The division in whose log the event is the first entry. */
export const epochDivision = (log: string): string => (isHeadsLog(log) ? nationalDivision : log);

export const epochDecider: Decider<StartEpoch, 'before' | 'started', Started> = {
  initialState: 'before',
  decide: (command, state) =>
    state === 'before'
      ? [{ type: 'log-epoch-started', data: command }]
      : refuse('log.epoch-started', { log: command.log, epoch: command.epoch }),
  evolve: () => 'started',
};

import type { SinkStatus } from '@cunjian/processing';
import type { Log } from './log.ts';

/** Tells an operator in full what `/health/ready` shows in part: each failure once, and anew when it was over. */
export const logFailures = (log: Pick<Log, 'warn'>): ((status: SinkStatus) => void) => {
  const told = new Map<string, string>();
  return ({ name, state, failure }) => {
    if (failure === undefined) {
      if (state === 'live') told.delete(name);
      return;
    }
    if (told.get(name) === failure.error) return;
    told.set(name, failure.error);
    const { error, retryAt, ...event } = failure;
    const what = retryAt === undefined ? 'stopped at an event' : 'failed and is tried again';
    log.warn({ name, error, ...event }, `a read model, reaction or other sink ${what}`);
  };
};

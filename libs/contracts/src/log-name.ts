/** The log of all heads among the logs. */
export const headsLog = 'heads';

/**
 * Name of a log within the deployment: a division's code or `heads`, and after a restore from an older backup that with
 * the epoch, since a log that was ever shown larger may not go on under the same origin.
 */
export const logName = (log: string, epoch: number): string => (epoch === 1 ? log : `${log}/epoch-${epoch}`);

export const parseLogName = (name: string): { readonly log: string; readonly epoch: number } | undefined => {
  const match = /^(heads|\d{12})(?:\/epoch-([2-9]|[1-9]\d+))?$/.exec(name);
  return match === null ? undefined : { log: match[1] ?? '', epoch: Number(match[2] ?? 1) };
};

export const isHeadsLog = (name: string): boolean => parseLogName(name)?.log === headsLog;

/** What a log is called in its checkpoints (C2SP tlog-checkpoint), by its name within the deployment. */
export const logOrigin = (deployment: string, name: string): string =>
  isHeadsLog(name) ? `${deployment}/${name}` : `${deployment}/division/${name}`;

/**
 * Name of a division's log within the deployment: the code, and after a restore from an older backup the code with the
 * epoch, since a log that was ever shown larger may not go on under the same origin.
 */
export const logName = (division: string, epoch: number): string =>
  epoch === 1 ? division : `${division}/epoch-${epoch}`;

export const parseLogName = (name: string): { readonly division: string; readonly epoch: number } | undefined => {
  const match = /^(\d{12})(?:\/epoch-([2-9]|[1-9]\d+))?$/.exec(name);
  return match === null ? undefined : { division: match[1] ?? '', epoch: Number(match[2] ?? 1) };
};

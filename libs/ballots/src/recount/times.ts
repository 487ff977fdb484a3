const dayMs = 86_400_000;
/** Asia/Shanghai, without summer time. */
const offsetMs = 8 * 3_600_000;

/** The day of an instant, as a number. */
export const dayOf = (time: string): number => Math.floor((Date.parse(time) + offsetMs) / dayMs);

/** Clocks of a deployment differ by no more, and nothing waits longer between its decision and the log. */
export const maxSkewMs = 60_000;

/** Beyond what clocks may differ by. */
export const isAfter = (time: string, until: string): boolean => Date.parse(time) > Date.parse(until) + maxSkewMs;
export const isBefore = (time: string, from: string): boolean => Date.parse(time) < Date.parse(from) - maxSkewMs;

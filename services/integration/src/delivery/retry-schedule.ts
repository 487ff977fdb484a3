const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Standard Webhooks, «Deliverability and reliability»: what lies between attempts, three days in all. */
export const retryDelaysMs: readonly number[] = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** Delays are longer by up to this, so that receivers which failed together are not tried together. */
const maxJitter = 0.1;

/** When to try again after so many failures; undefined where it has been tried long enough. `random` is 0 to 1. */
export const retryDelayMs = (failures: number, random: number): number | undefined => {
  const delay = retryDelaysMs[failures - 1];
  return delay === undefined ? undefined : Math.round(delay * (1 + maxJitter * random));
};

import type { Clock } from '@cunjian/kernel';

/** A log asks once an hour, and a few times in a row where it has fallen behind. */
export const burstRequests = 100;
export const requestsPerSecond = 5;
/** Beyond it the address that was heard of least lately is forgotten. */
export const maxAddresses = 10_000;

/** Whether one more request of this address may be answered now. */
export const createRequestRate = (clock: Clock): ((address: string) => boolean) => {
  const seen = new Map<string, { readonly left: number; readonly at: number }>();
  return (address) => {
    const now = clock.now();
    const { left, at } = seen.get(address) ?? { left: burstRequests, at: now };
    const refilled = Math.min(burstRequests, left + ((now - at) / 1_000) * requestsPerSecond);
    const allowed = refilled >= 1;
    seen.delete(address);
    seen.set(address, { left: allowed ? refilled - 1 : refilled, at: now });
    const [oldest] = seen.keys();
    if (seen.size > maxAddresses && oldest !== undefined) seen.delete(oldest);
    return allowed;
  };
};

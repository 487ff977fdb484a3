import { describe, expect, it } from '@jest/globals';
import { systemClock, systemRandom } from './system.ts';

describe('the system clock', () => {
  it('wakes a sleeper that is no longer wanted, without an error', async () => {
    const stop = new AbortController();
    const asleep = systemClock.sleep(3_600_000, stop.signal);
    stop.abort();
    await asleep;
    await systemClock.sleep(3_600_000, AbortSignal.abort());
  });
});

describe('the system generator', () => {
  it('never gives the same twice', () => {
    expect(systemRandom.bytes(32)).not.toEqual(systemRandom.bytes(32));
    expect(systemRandom.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { eventAt, fakeDeployment, log, memoryOf } from '../../test/fake-deployment.ts';
import { createCheckAgain } from './check-again.ts';
import { overallVerdict, type Step } from './steps.ts';
import { verifyHistory } from './verify-history.ts';

const events = [eventAt(0), eventAt(1), eventAt(2)];
const hour = 60 * 60_000;
const started = Date.parse('2026-04-03T00:40:00Z');

beforeEach(() => void jest.useFakeTimers({ now: started }));
afterEach(() => void jest.useRealTimers());

/** A page left open, of somebody who is not signed in: the deployment shows all three events from one o'clock on. */
const openPage = (headsAt: string) => {
  const memory = memoryOf();
  const verdicts: string[] = [];
  const asOf = () => {
    const now = Date.now();
    const times = {
      now: new Date(now).toISOString(),
      next: new Date((Math.floor(now / hour) + 1) * hour).toISOString(),
    };
    const sizes = now >= Date.parse(headsAt) ? { shown: 3, shownBefore: [2] } : { shown: 2 };
    return fakeDeployment({ events: events.slice(0, sizes.shown), ...sizes, times });
  };
  const check = async (): Promise<readonly Step[]> => {
    const steps = await verifyHistory({
      log,
      fetch: (path) => asOf().fetch(path),
      memory,
      now: Date.now(),
      entries: [{ index: 2 }],
    });
    verdicts.push(overallVerdict(steps));
    again.plan(steps);
    return steps;
  };
  const again = createCheckAgain(globalThis as never, () => void check());
  return { check, again, verdicts };
};

describe('a page that waits for the next heads', () => {
  it('verifies again by itself once they are due, and then no more', async () => {
    const { check, verdicts } = openPage('2026-04-03T01:00:00Z');
    await check();
    await jest.advanceTimersByTimeAsync(20 * 60_000);
    expect(verdicts).toEqual(['open']);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(verdicts).toEqual(['open', 'proved']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('goes on waiting where they are late', async () => {
    const { check, verdicts } = openPage('2026-04-03T01:30:00Z');
    await check();
    await jest.advanceTimersByTimeAsync(20 * 60_000 + 10_000);
    expect(verdicts).toEqual(['open', 'open']);
    await jest.advanceTimersByTimeAsync(hour);
    expect(verdicts).toEqual(['open', 'open', 'proved']);
  });

  it('stops when it is left', async () => {
    const { check, again, verdicts } = openPage('2026-04-03T01:00:00Z');
    await check();
    again.cancel();
    await jest.advanceTimersByTimeAsync(2 * hour);
    expect(verdicts).toEqual(['open']);
  });
});

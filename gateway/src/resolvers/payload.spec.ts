import { describe, expect, it } from '@jest/globals';
import { payload } from './payload.ts';

/** A command that makes a notice, which the read models have seen when it is read for the `seenAt`th time. */
const publish = async (seenAt: number) => {
  const lag = { stale: 0 };
  let [reads, kept] = [0, false];
  const since = (): void => {
    kept = false;
  };
  const context = { lag, language: 'en' as const, reads: { since, renew: since } };
  const show = () => {
    // A loader keeps what it has read, until it is made anew.
    if (!kept) reads++;
    kept = true;
    if (reads >= seenAt) return { notice: { id: 'notice-1' } };
    lag.stale++;
    return { notice: null };
  };
  const done = async () => ({ ok: true as const, position: '7', events: [], repeated: false, result: undefined });
  return { ...(await payload(context, done, show, {})), lag: lag.stale, reads };
};

describe('the payload of a command', () => {
  it.each([1, 2, 5])('shows what it made once the read models have seen it: at read %i', async (seenAt) => {
    const answer = { userErrors: [], position: '7', events: 0, lag: 0 };
    expect(await publish(seenAt)).toEqual({ ...answer, notice: { id: 'notice-1' }, reads: seenAt });
  });

  it('is given all the same where they stand still, and is stale', async () => {
    expect(await publish(1_000)).toMatchObject({ userErrors: [], position: '7', notice: null, lag: 1, reads: 5 });
  });
});

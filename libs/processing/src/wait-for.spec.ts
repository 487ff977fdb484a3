import { createFakeClock } from '@cunjian/testing';
import { describe, expect, it } from '@jest/globals';
import { waitFor } from './wait-for.ts';

const readerOf = (checkpoints: Record<string, bigint | undefined>) => ({
  checkpoint: async (name: string) => checkpoints[name],
});

describe('waiting for read models', () => {
  it('goes on at once where all have seen the position', async () => {
    const clock = createFakeClock();
    const reader = readerOf({ a: 5n, b: 9n });
    expect(await waitFor(reader, ['a', 'b'], 5n, { maxReadWaitMs: 0, clock })).toBe(true);
    expect(await waitFor(reader, [], 5n, { maxReadWaitMs: 0, clock })).toBe(true);
  });

  it('waits for the last of them', async () => {
    const clock = createFakeClock();
    const checkpoints: Record<string, bigint | undefined> = { a: 5n };
    const waiting = waitFor(readerOf(checkpoints), ['a', 'b'], 5n, { maxReadWaitMs: 2_000, clock });
    await clock.advance(500);
    checkpoints['b'] = 4n;
    await clock.advance(500);
    checkpoints['b'] = 5n;
    await clock.advance(50);
    expect(await waiting).toBe(true);
  });

  it('gives up in time', async () => {
    const clock = createFakeClock();
    const waiting = waitFor(readerOf({ a: 4n }), ['a', 'never built'], 5n, { maxReadWaitMs: 2_000, clock });
    await clock.advance(2_000);
    expect(await waiting).toBe(false);
  });

  it('gives up when the reader has gone', async () => {
    const clock = createFakeClock();
    const gone = new AbortController();
    const waiting = waitFor(readerOf({}), ['a'], 5n, { maxReadWaitMs: 2_000, clock, signal: gone.signal });
    gone.abort();
    expect(await waiting).toBe(false);
  });
});

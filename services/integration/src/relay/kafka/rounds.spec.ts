import { describe, expect, it } from '@jest/globals';
import type { Message } from '../publisher.ts';
import { roundsOf } from './rounds.ts';

const message = (n: number, bytes: number, key = '330302001201'): Message => ({
  topic: 'cunjian.registry.v1',
  key,
  value: new Uint8Array(bytes),
  headers: { 'cunjian-index': String(n) },
});
const indexes = (messages: readonly Message[], maxBytes?: number) =>
  roundsOf(messages, () => 12, maxBytes).map((round) =>
    [...round.values()].flat().map(({ headers }) => Number(headers['cunjian-index'])),
  );

describe('rounds', () => {
  it('are one where all fit', () => {
    expect(indexes([message(0, 10), message(1, 10)])).toEqual([[0, 1]]);
  });

  it('end before a partition would get too much at a time, and keep the order', () => {
    expect(indexes([message(0, 400), message(1, 400), message(2, 400), message(3, 400)], 1_000)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('hold a message alone that is larger than they should be', () => {
    expect(indexes([message(0, 10), message(1, 2_000), message(2, 10)], 1_000)).toEqual([[0], [1], [2]]);
  });

  it('count each partition for itself', () => {
    expect(indexes([message(0, 900), message(1, 900, '330302001202')], 1_000)).toEqual([[0, 1]]);
  });

  it('refuse what no broker would take', () => {
    expect(() => indexes([message(0, 1_100_000)])).toThrow(/larger than cunjian.registry.v1 takes/);
  });
});

import { expect, it } from '@jest/globals';
import { createLastUsed } from './last-used.ts';

it('keeps what was used last, and no more than its limit', () => {
  const kept = createLastUsed<number>(3);
  for (const [at, key] of ['a', 'b', 'c'].entries()) kept.set(key, at);
  expect(kept.get('a')).toBe(0);
  kept.set('d', 3);
  expect(['a', 'b', 'c', 'd'].map((key) => kept.get(key))).toEqual([0, undefined, 2, 3]);
  kept.set('c', 9);
  kept.set('e', 4);
  expect(['a', 'c', 'd', 'e'].map((key) => kept.get(key))).toEqual([undefined, 9, 3, 4]);
});

import { expect, it } from '@jest/globals';
import { murmur2, partitionOf } from './partition-of.ts';

// The vectors of org.apache.kafka.common.utils.UtilsTest (Apache License 2.0).
it.each([
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
])('hashes %s as the Java client does', (text, hash) => {
  expect(murmur2(Buffer.from(text))).toBe(hash);
});

it('spreads the villages of a town over all partitions', () => {
  const used = Array.from({ length: 200 }, (_, i) => partitionOf(`330302001${200 + i}`, 12));
  expect(new Set(used)).toEqual(new Set(Array.from({ length: 12 }, (_, i) => i)));
});

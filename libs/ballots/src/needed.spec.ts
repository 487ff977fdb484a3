import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { atLeast, moreThan } from '../test/rules.ts';
import { needed } from './needed.ts';

describe('how many are needed', () => {
  it('is one more than an exact half', () => {
    expect([2, 10, 100].map((base) => needed(moreThan(1, 2), base))).toEqual([2, 6, 51]);
    expect([1, 3, 101].map((base) => needed(moreThan(1, 2), base))).toEqual([1, 2, 51]);
  });
  it('is exactly two thirds where they are whole, else the next number', () => {
    expect([3, 99, 300].map((base) => needed(atLeast(2, 3), base))).toEqual([2, 66, 200]);
    expect([1, 2, 4, 100].map((base) => needed(atLeast(2, 3), base))).toEqual([1, 2, 3, 67]);
  });
  it('is the one member where there is one', () => {
    for (const share of [moreThan(1, 2), atLeast(2, 3), atLeast(1, 10), atLeast(3, 4)])
      expect(needed(share, 1)).toBe(1);
  });
  it('is never reached by nobody of nobody', () => {
    for (const share of [moreThan(1, 2), atLeast(2, 3), atLeast(0, 1)]) expect(needed(share, 0)).toBe(1);
  });
  it('can not be reached where more than all is asked', () => {
    expect(needed(moreThan(1, 1), 7)).toBe(8);
  });
  it('is the smallest number that reaches the share, by exact fractions', () => {
    const share = fc
      .tuple(fc.nat(1_000), fc.integer({ min: 1, max: 1_000 }), fc.boolean())
      .map(([numerator, denominator, orMore]) => ({ numerator, denominator, orMore }));
    const reaches = (part: number, whole: number, { numerator, denominator, orMore }: ReturnType<typeof atLeast>) => {
      const difference = BigInt(part) * BigInt(denominator) - BigInt(whole) * BigInt(numerator);
      return orMore ? difference >= 0n : difference > 0n;
    };
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 2_000_000_000 }), (asked, base) => {
        const least = needed(asked, base);
        expect(reaches(least, base, asked)).toBe(true);
        expect(least === 0 || !reaches(least - 1, base, asked)).toBe(true);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bigIntOf, bitLength, bytesOf, modInverse, modPow } from './modular.ts';

const positive = fc.bigInt({ min: 1n, max: 2n ** 256n });

describe('arithmetic modulo n', () => {
  it('inverts what has no factor in common with n, and nothing else', () => {
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        const n = b + 1n;
        const inverse = modInverse(a, n);
        if (inverse !== undefined) return (a * inverse) % n === 1n && inverse < n;
        // Then a common factor shows in a multiple of a that vanishes before n times a does.
        const gcd = (x: bigint, y: bigint): bigint => (y === 0n ? x : gcd(y, x % y));
        return gcd(a, n) !== 1n;
      }),
    );
  });

  it('raises to powers as repeated multiplication does', () => {
    fc.assert(
      fc.property(positive, fc.integer({ min: 0, max: 40 }), positive, (a, e, b) => {
        const n = b + 1n;
        let expected = 1n;
        for (let i = 0; i < e; i++) expected = (expected * a) % n;
        return modPow(a, BigInt(e), n) === expected;
      }),
    );
  });

  it('writes integers as bytes and back, and throws where they do not fit', () => {
    fc.assert(fc.property(positive, (a) => bigIntOf(bytesOf(a, 40)) === a));
    expect(() => bytesOf(256n, 1)).toThrow(RangeError);
    expect([1n, 255n, 256n].map(bitLength)).toEqual([1, 8, 9]);
  });
});

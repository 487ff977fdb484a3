import { describe, expect, it } from '@jest/globals';
import { digestPattern } from '@cunjian/contracts';
import fc from 'fast-check';
import { digestOf } from './digest.ts';

const salt = Uint8Array.from({ length: 32 }, (_, i) => i);

describe('digestOf', () => {
  // Computed with Python's hashlib over salt ‖ json.dumps(value, ensure_ascii=False).
  it.each([
    ['张三', '4LV8y06bK6Ne7LfmqZ5TFs7KJufJIv2sNbOAEn7cHU4'],
    ['a"b\\c\n\u2028é', 'q14wZJ4kv2VKM_i2XOtWYDM808gVRPOvJwkQpNyNgUM'],
  ])('agrees with an independent computation for %j', (value, digest) => {
    expect(digestOf(salt, value)).toBe(digest);
  });

  it('has the shape that contracts ask for, and differs for another salt or value', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (a, b, other) => {
          expect(digestOf(salt, a)).toMatch(digestPattern);
          expect(digestOf(salt, a) === digestOf(salt, b)).toBe(a === b);
          expect(digestOf(other, a)).not.toBe(digestOf(salt, a));
        },
      ),
    );
  });
});

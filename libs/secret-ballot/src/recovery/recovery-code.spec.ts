import { describe, expect, it } from '@jest/globals';
import { createSeededRandom } from '@cunjian/testing';
import fc from 'fast-check';
import { formatRecoveryCode, newRecoveryCode, parseRecoveryCode } from './recovery-code.ts';

const seeds = fc.uint8Array({ minLength: 16, maxLength: 16 });
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a recovery code', () => {
  it('gives its seed again', () => {
    fc.assert(fc.property(seeds, (seed) => expect(parseRecoveryCode(formatRecoveryCode(seed))).toEqual(seed)));
  });

  it('is seven groups of four', () => {
    expect(newRecoveryCode(createSeededRandom(1))).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(formatRecoveryCode(new Uint8Array(16))).toBe('0000-0000-0000-0000-0000-0000-0000');
  });

  it('may be typed as people type', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const typed = formatRecoveryCode(seed)
          .toLowerCase()
          .replaceAll('-', ' ')
          .replaceAll('0', 'o')
          .replaceAll('1', 'l');
        expect(parseRecoveryCode(` ${typed}\n`)).toEqual(seed);
      }),
    );
  });

  it('is refused with any one character wrong, and with any two neighbours swapped', () => {
    fc.assert(
      fc.property(seeds, fc.nat(27), fc.nat(30), (seed, at, shift) => {
        const code = formatRecoveryCode(seed).replaceAll('-', '');
        const wrong = alphabet.charAt((alphabet.indexOf(code.charAt(at)) + 1 + shift) % 32);
        const mistyped = { refused: [{ code: 'recovery-code.mistyped', params: {}, field: 'recoveryCode' }] };
        expect(parseRecoveryCode(code.slice(0, at) + wrong + code.slice(at + 1))).toEqual(mistyped);
        const [a, b] = [code.charAt(at), code.charAt(at + 1)];
        if (b !== '' && a !== b)
          expect(parseRecoveryCode(code.slice(0, at) + b + a + code.slice(at + 2))).toEqual(mistyped);
      }),
    );
  });

  it('is refused too short, too long and with strange characters', () => {
    const code = formatRecoveryCode(new Uint8Array(16).fill(9));
    const length = (value: number) => ({
      refused: [{ code: 'recovery-code.length', params: { value, expected: 28 }, field: 'recoveryCode' }],
    });
    expect(parseRecoveryCode(code.slice(1))).toEqual(length(27));
    expect(parseRecoveryCode(`${code}0`)).toEqual(length(29));
    expect(parseRecoveryCode(`?${code.slice(1)}`)).toMatchObject({ refused: [{ code: 'recovery-code.mistyped' }] });
  });
});

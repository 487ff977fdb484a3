import { refuse, type Random, type Refused } from '@cunjian/kernel';
import { bigIntOf, bytesOf } from '../tokens/modular.ts';

/** 128 bits: nobody guesses it. */
export const seedBytes = 16;

/** Crockford's: no I, L, O, U, so that nothing is read for something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const base = 32n;
const seedChars = 26;
const checkChars = 2;
const codeChars = seedChars + checkChars;
const groupChars = 4;

/**
 * The largest prime below 32 * 32: two characters take any remainder, every wrong character and every two neighbours
 * in the wrong order give another one. (Crockford's own check, modulo 37, needs signs that a phone hides.)
 */
const checkModulus = 1_021n;

const spell = (value: bigint, length: number): string => {
  let text = '';
  for (let rest = value; text.length < length; rest /= base) text = alphabet.charAt(Number(rest % base)) + text;
  return text;
};

/** Throws (a bug) where `seed` is not 16 bytes. */
export const formatRecoveryCode = (seed: Uint8Array): string => {
  if (seed.length !== seedBytes) throw new RangeError(`a recovery code is of ${seedBytes} bytes`);
  const value = bigIntOf(seed);
  const code = spell(value, seedChars) + spell(value % checkModulus, checkChars);
  return code.match(new RegExp(`.{${groupChars}}`, 'g'))?.join('-') ?? code;
};

export const newRecoveryCode = (random: Pick<Random, 'bytes'>): string => formatRecoveryCode(random.bytes(seedBytes));

const valueOf = (text: string): bigint | undefined => {
  let value = 0n;
  for (const char of text) {
    const digit = alphabet.indexOf(char);
    if (digit < 0) return undefined;
    value = value * base + BigInt(digit);
  }
  return value;
};

/**
 * The seed of a code as people type it: case, spaces and hyphens don't matter, O is read as 0, I and L as 1.
 * Refuses `recovery-code.length`, `recovery-code.mistyped`.
 */
export const parseRecoveryCode = (text: string): Uint8Array | Refused => {
  const code = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (code.length !== codeChars)
    return refuse('recovery-code.length', { value: code.length, expected: codeChars }, 'recoveryCode');
  const value = valueOf(code.slice(0, seedChars));
  const check = valueOf(code.slice(seedChars));
  const held = value !== undefined && value < 1n << BigInt(seedBytes * 8) && value % checkModulus === check;
  return held ? bytesOf(value, seedBytes) : refuse('recovery-code.mistyped', {}, 'recoveryCode');
};

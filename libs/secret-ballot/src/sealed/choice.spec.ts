import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '@cunjian/kernel';
import fc from 'fast-check';
import { padChoice, paddedBytes, readChoice } from './choice.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a padded choice', () => {
  it('has one length and gives any choice again', () => {
    const choices = fc.jsonValue().filter((value) => utf8(canonicalJson(value)).length <= 500);
    fc.assert(
      fc.property(choices, (choice) => {
        const padded = padChoice(choice, 500) ?? new Uint8Array(0);
        expect(padded).toHaveLength(paddedBytes(500));
        expect(canonicalJson(readChoice(padded)?.choice)).toBe(canonicalJson(choice));
      }),
    );
  });

  it('may be exactly as long as its question allows, in bytes', () => {
    const name = { write: '张' };
    const bytes = utf8(canonicalJson(name)).length;
    expect(bytes).toBe(15);
    expect(readChoice(padChoice(name, bytes) ?? new Uint8Array(0))).toEqual({ choice: name });
    expect(padChoice(name, bytes - 1)).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['a length beyond its end', '\u0000\u0009"yes"'],
    ['something after it', '\u0000\u0005"yes"\u0000x'],
    ['no JSON', '\u0000\u0003yes\u0000\u0000'],
    ['another spelling', '\u0000\u0006 "yes"\u0000'],
  ])('is not read from %s', (_, text) => expect(readChoice(utf8(text))).toBeUndefined());

  it('is not read from what is no UTF-8', () => {
    expect(readChoice(Uint8Array.of(0, 3, 0x22, 0xff, 0x22))).toBeUndefined();
  });
});

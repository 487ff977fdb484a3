import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';
import { isCanonicalJson } from './is-canonical-json.ts';

const check = (text: string): boolean => isCanonicalJson(text, JSON.parse(text));

describe('isCanonicalJson', () => {
  it('holds for every canonical form', () => {
    fc.assert(fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => check(canonicalJson(value))));
  });

  it('agrees with the canonical form on any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), fc.constantFrom(undefined, 1), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        expect(check(text)).toBe(canonicalJson(JSON.parse(text)) === text);
      }),
    );
  });

  it.each([
    '{"b":1,"a":2}',
    '{"a": 1}',
    '{"a":1.0}',
    '{"10":1,"9":2}'.replace('10', '9').replace('9":2', '10":2'),
    '"\\u0041"',
    '"\\ud800"',
    '{"a":1,"a":1}',
    '[{"b":0,"a":0}]',
    '1e2',
  ])('refuses %s', (text) => expect(check(text)).toBe(false));
});

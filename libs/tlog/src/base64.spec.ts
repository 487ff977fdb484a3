import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectCode } from '../test/expect-code.ts';
import { decodeBase64, encodeBase64 } from './index.ts';

describe('Base 64', () => {
  // RFC 4648, section 10.
  it.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ])('writes %j as %j', (plain, encoded) => {
    expect(encodeBase64(new TextEncoder().encode(plain))).toBe(encoded);
    expect(new TextDecoder().decode(decodeBase64(encoded))).toBe(plain);
  });

  it('reads what it wrote and agrees with the platform', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = encodeBase64(bytes);
        expect(text).toBe(btoa(String.fromCharCode(...bytes)));
        expect(decodeBase64(text)).toEqual(bytes);
      }),
    );
  });

  it.each(['Zg', 'Zg=', 'Z===', '====', 'Zm8=Zm8=', 'Zm 9v', 'Zm9v\n', 'Zm-_', 'Zh==', 'Zm9=', 'Zm9中', '=m9v'])(
    'refuses %j',
    (text) => expectCode(() => decodeBase64(text), 'base64.malformed'),
  );
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { base64UrlLength, decodeBase64Url, encodeBase64Url } from './bytes.ts';

describe('base64url', () => {
  it('is as Node writes it, and gives the bytes again', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = encodeBase64Url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(text).toHaveLength(base64UrlLength(bytes.length));
        expect(decodeBase64Url(text, bytes.length)).toEqual(bytes);
        expect(decodeBase64Url(text, bytes.length + 1)).toBeUndefined();
      }),
    );
  });

  it.each([['AA=='], ['A/'], ['A+'], ['AB'], ['A '], ['中A'], [undefined], [7], [['AA']]])('is not %p', (text) => {
    expect(decodeBase64Url(text, 1)).toBeUndefined();
  });
});

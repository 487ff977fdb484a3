import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectCode } from '../test/expect-code.ts';
import { decodeBundle, encodeBundle, maxEntryBytes } from './index.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('an entry bundle', () => {
  // Bundle of the log in the test data of github.com/transparency-dev/tessera v1.0.4 (Apache-2.0), tile/entries/000.p/15.
  const published = Buffer.from(
    'AANvbmUAA3R3bwAFdGhyZWUABGZvdXIABGZpdmUAA3NpeAAFc2V2ZW4AA2VpdAAEbmFpbgADdGVuAAZpbGV2ZW4ABXR3ZWxmAAh0aHJlZXRlbgAHZm91cnRlbgAGZml2dGVu',
    'base64',
  );

  it('of a public tool is read and written alike', () => {
    const entries = decodeBundle(published, 15);
    expect(entries.map(text).join(' ')).toBe(
      'one two three four five six seven eit nain ten ileven twelf threeten fourten fivten',
    );
    expect(encodeBundle(entries)).toEqual(new Uint8Array(published));
  });

  it('holds any entries', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 20 }), (entries) => {
        expect(decodeBundle(encodeBundle(entries), entries.length)).toEqual(entries);
      }),
    );
  });

  it('gives the first entries of a wider one', () => {
    expect(decodeBundle(published, 2, 15).map(text)).toEqual(['one', 'two']);
  });

  it('holds entries up to 65,535 bytes', () => {
    const longest = new Uint8Array(maxEntryBytes).fill(1);
    expect(decodeBundle(encodeBundle([longest]), 1)).toEqual([longest]);
    expectCode(() => encodeBundle([new Uint8Array(maxEntryBytes + 1)]), 'entry.too-large');
  });

  it('is refused where it is cut off, too long, or has another number of entries', () => {
    expectCode(() => decodeBundle(published.subarray(0, -1), 15), 'bundle.malformed');
    expectCode(() => decodeBundle(Buffer.concat([published, Buffer.of(0)]), 15), 'bundle.malformed');
    expectCode(() => decodeBundle(published, 14), 'bundle.malformed');
    expectCode(() => decodeBundle(published, 16, 16, 'tile/entries/000'), 'bundle.malformed', 'tile/entries/000');
    expectCode(() => decodeBundle(new Uint8Array(0), 1), 'bundle.malformed');
    expectCode(() => decodeBundle(Uint8Array.of(0), 1), 'bundle.malformed');
  });
});

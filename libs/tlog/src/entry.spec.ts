import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '@cunjian/kernel';
import fc from 'fast-check';
import { createNodeHasher } from '../node/index.ts';
import { expectCode } from '../test/expect-code.ts';
import { flip } from '../test/log-of.ts';
import { checkOpening, entryOf, formatEntry, parseEntry, portableHasher } from './index.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytes = (string: string) => new TextEncoder().encode(string);
const id = '0190b0a5-3f3e-7c6e-8d57-4f4d5c1f2a3b';
const salt = new Uint8Array(32).fill(7);

describe('an entry', () => {
  it('is the canonical JSON of commitment and id', () => {
    const event = fc.record({
      id: fc.uuid(),
      salt: fc.uint8Array({ minLength: 32, maxLength: 32 }),
      bytes: fc.uint8Array(),
    });
    const hashers = fc.constantFrom(portableHasher, createNodeHasher());
    fc.assert(
      fc.property(event, hashers, (e, hasher) => {
        const commitment = createHash('sha256').update(e.salt).update(e.bytes).digest('base64');
        const entry = entryOf(e, hasher);
        expect(text(entry)).toBe(canonicalJson({ commitment, id: e.id }));
        expect(checkOpening(entry, e, hasher)).toEqual(parseEntry(entry));
        expect(parseEntry(entry).id).toBe(e.id);
      }),
    );
  });

  it('of a large event commits to all of it', () => {
    const event = { id, salt, bytes: new Uint8Array(900_000).fill(1) };
    const entry = entryOf(event);
    expect(checkOpening(entry, event).id).toBe(id);
    const changed = { salt, bytes: flip(event.bytes, 899_999) };
    expectCode(() => checkOpening(entry, changed), 'opening.mismatch');
  });

  it('stays as it is while others are made', () => {
    const entries = Array.from({ length: 300 }, (_, i) => entryOf({ id: `id-${i}`, salt, bytes: bytes(`${i}`) }));
    entries.forEach((entry, i) => expect(checkOpening(entry, { salt, bytes: bytes(`${i}`) }).id).toBe(`id-${i}`));
  });

  it('does not open to another event, salt, or cut between them', () => {
    const entry = entryOf({ id, salt, bytes: bytes('{"amount":100}') });
    const place = 'entry 12';
    expectCode(
      () => checkOpening(entry, { salt, bytes: bytes('{"amount":900}') }, portableHasher, place),
      'opening.mismatch',
      place,
    );
    expectCode(() => checkOpening(entry, { salt: flip(salt, 0), bytes: bytes('{"amount":100}') }), 'opening.mismatch');
    const moved = { salt: salt.subarray(0, 31), bytes: Uint8Array.of(7, ...bytes('{"amount":100}')) };
    expectCode(() => checkOpening(entry, moved), 'opening.mismatch');
    expectCode(() => entryOf({ id, salt: new Uint8Array(0), bytes: bytes('{}') }), 'opening.mismatch');
  });

  const commitment = new Uint8Array(32).fill(1);

  it.each(['', 'a"b', 'a\\b', 'a\nb', 'é', '村', 'a'.repeat(256)])('has no id %j', (bad) =>
    expectCode(() => formatEntry({ id: bad, commitment }), 'entry.malformed'),
  );

  it('has a commitment of 32 bytes', () => {
    expectCode(() => formatEntry({ id, commitment: commitment.subarray(1) }), 'entry.malformed');
    expectCode(() => formatEntry({ id, commitment: new Uint8Array(40) }), 'entry.malformed');
  });

  const good = text(formatEntry({ id, commitment }));
  const base64 = Buffer.from(commitment).toString('base64');

  it.each([
    ['white space', good.replace(':', ': ')],
    ['a newline at the end', `${good}\n`],
    ['members in another order', `{"id":"${id}","commitment":"${base64}"}`],
    ['one more member', good.replace('}', ',"more":1}')],
    ['no id', `{"commitment":"${base64}"}`],
    ['an empty id', `{"commitment":"${base64}","id":""}`],
    ['an escaped id', `{"commitment":"${base64}","id":"\\u0061"}`],
    ['a quote in the id', `{"commitment":"${base64}","id":"a","x":"b"}`],
    ['a short commitment', good.replace(base64, Buffer.alloc(31).toString('base64'))],
    ['a commitment with stray bits', good.replace(base64, `${base64.slice(0, -2)}F=`)],
    ['a commitment that is not Base 64', good.replace(base64, `*${base64.slice(1)}`)],
    ['bytes beyond ASCII', good.replace(id, 'é')],
    ['nothing', ''],
  ])('is none with %s', (_, bad) => expectCode(() => parseEntry(bytes(bad), 'entry 3'), 'entry.malformed', 'entry 3'));
});

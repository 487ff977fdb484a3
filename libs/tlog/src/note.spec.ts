import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectCode } from '../test/expect-code.ts';
import {
  createSigner,
  createVerifier,
  formatNote,
  openNote,
  parseNote,
  parseSecretKey,
  signNote,
  verifierOf,
} from './index.ts';

// golang.org/x/mod v0.33.0, sumdb/note/note_test.go (BSD-3-Clause).
const peter = verifierOf('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
const enoch = verifierOf('EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop');
const peterSigner = createSigner(
  parseSecretKey('PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'),
);
const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const peterLine =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const enochLine =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';

const names = (note: string | Uint8Array, verifiers: Parameters<typeof openNote>[1]) =>
  openNote(note, verifiers).verified.map(({ verifier }) => verifier.name);

describe('a note', () => {
  it('is signed as Go signs it', () => expect(signNote(text, [peterSigner])).toBe(`${text}\n${peterLine}`));

  it('is opened by whichever keys are known', () => {
    const note = `${text}\n${peterLine}${enochLine}`;
    expect(names(note, [peter])).toEqual(['PeterNeumann']);
    expect(names(note, [enoch])).toEqual(['EnochRoot']);
    expect(names(note, [enoch, peter])).toEqual(['PeterNeumann', 'EnochRoot']);
    expect(openNote(note, [peter])).toMatchObject({
      text,
      signatures: [{ name: 'PeterNeumann' }, { name: 'EnochRoot' }],
    });
    expect(names(new TextEncoder().encode(note), [peter])).toEqual(['PeterNeumann']);
  });

  // The example of C2SP signed-note, whose text has a blank line.
  it('may have blank lines in its text', () => {
    const sera =
      'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n' +
      '— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n';
    const note = parseNote(sera);
    expect(note.text.endsWith('di sole:\n\ned è subito sera.\n')).toBe(true);
    expect(note.signatures).toMatchObject([{ name: 'quasimodo.example/salvatore', keyId: 0x367ba04b }]);
    expect(formatNote(note)).toBe(sera);
  });

  it('counts a key once, however often it signed', () => {
    expect(names(`${text}\n${peterLine}${peterLine}${enochLine}`, [peter])).toEqual(['PeterNeumann']);
  });

  it('ignores keys that share a name or an id with a known one, but not both', () => {
    const namesake = createSigner({ name: 'PeterNeumann', secret: new Uint8Array(32).fill(1) });
    const note = signNote(text, [namesake]);
    expectCode(() => openNote(note, [peter]), 'note.no-known-signature');
    expectCode(
      () => openNote(note.replace('PeterNeumann', 'Peter'), [createVerifier(namesake)]),
      'note.no-known-signature',
    );
    expect(names(signNote(parseNote(note), [peterSigner]), [peter])).toEqual(['PeterNeumann']);
    expect(names(signNote(parseNote(note), [peterSigner]), [peter, createVerifier(namesake)])).toHaveLength(2);
  });

  it('ignores signatures of types it does not know', () => {
    const mlDsa = `— PeterNeumann ${Buffer.alloc(2_424, 6).toString('base64')}\n`;
    expect(names(`${text}\n${mlDsa}${peterLine}`, [peter])).toEqual(['PeterNeumann']);
  });

  it('is refused whole where a known key’s signature does not hold', () => {
    const changed = text.replace('answer', 'Answer');
    expectCode(() => openNote(`${changed}\n${peterLine}${enochLine}`, [peter]), 'note.bad-signature');
    const wrongLength = `${peterLine.slice(0, 60)}ABCD${peterLine.slice(60)}`;
    expectCode(() => openNote(`${text}\n${wrongLength}`, [peter]), 'note.bad-signature');
    expectCode(() => openNote(`${text}\n${peterLine}${wrongLength}`, [peter]), 'note.bad-signature');
    expectCode(() => openNote(`${text}\n${enochLine}${wrongLength}`, [enoch, peter]), 'note.bad-signature');
  });

  it('is refused where no known key signed', () => {
    expectCode(() => openNote(`${text}\n${peterLine}`, []), 'note.no-known-signature');
    expectCode(() => openNote(`${text}\n${peterLine}`, [enoch]), 'note.no-known-signature');
  });

  it('can’t be opened with a key given twice', () => {
    expectCode(() => openNote(`${text}\n${peterLine}`, [peter, enoch, enoch]), 'key.duplicate');
  });

  it('keeps the signatures of others when one more signs, and replaces its own', () => {
    const both = signNote(parseNote(`${text}\n${enochLine}`), [peterSigner]);
    expect(both).toBe(`${text}\n${enochLine}${peterLine}`);
    expect(signNote(parseNote(both), [peterSigner])).toBe(both);
  });

  it('is read and written for any text', () => {
    const line = fc.string({ unit: 'grapheme' }).filter((s) => !/\p{Cc}/u.test(s) && s.isWellFormed());
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const body = `${lines.join('\n')}\n`;
        const note = signNote(body, [peterSigner]);
        expect(parseNote(note).text).toBe(body);
        expect(formatNote(parseNote(new TextEncoder().encode(note)))).toBe(note);
      }),
      { numRuns: 20 },
    );
  });
});

describe('what is no note', () => {
  const bytes = (note: string) => new TextEncoder().encode(note);

  it.each([
    ['no signatures', text],
    ['no signatures after the blank line', `${text}\n`],
    ['no final newline', `${text}\n${peterLine.slice(0, -1)}`],
    ['a control character', `\u0001${text}\n${peterLine}`],
    ['a tab', `a\tb\n\n${peterLine}`],
    ['a carriage return', `a\r\n\n${peterLine}`],
    ['CRLF after a signature', `${text}\n${peterLine.slice(0, -1)}\r\n`],
    ['a space in a key name', `${text}\n${peterLine.replace('PeterNeumann', 'Bad Name')}`],
    ['a plus in a key name', `${text}\n${peterLine.replace('PeterNeumann', 'Peter+Neumann')}`],
    ['a Unicode space in a key name', `${text}\n${peterLine.replace('PeterNeumann', 'Peter\u00a0Neumann')}`],
    ['no key name', `${text}\n${peterLine.replace('PeterNeumann', '')}`],
    ['another line among the signatures', `${text}\n${peterLine}Unexpected line.\n`],
    ['a hyphen for the em dash', `${text}\n${peterLine.replace('—', '-')}`],
    ['a trailing space', `${text}\n${peterLine.slice(0, -1)} \n`],
    ['bad Base 64', `${text}\n${peterLine.replace('x08g', 'x08*')}`],
    ['a signature of four bytes', `${text}\n— PeterNeumann x08gow==\n`],
    ['an empty signature', `${text}\n— PeterNeumann \n`],
    ['a lone surrogate', `\ud800\n\n${peterLine}`],
    ['nothing', ''],
    ['a blank line at the end', `${text}\n${peterLine}\n`],
  ])('has %s', (_, note) => {
    expectCode(() => parseNote(note), 'note.malformed');
    if (note.isWellFormed()) expectCode(() => parseNote(bytes(note)), 'note.malformed');
  });

  it('is not UTF-8', () =>
    expectCode(() => parseNote(Buffer.concat([Buffer.of(0xff), bytes(`${text}\n${peterLine}`)])), 'note.malformed'));

  it('a byte order mark is text like any other, hence not what was signed', () => {
    expectCode(() => openNote(bytes(`\ufeff${text}\n${peterLine}`), [peter]), 'note.bad-signature');
  });

  it('has too many signatures, or too many bytes', () => {
    expect(parseNote(`${text}\n${peterLine.repeat(100)}`).signatures).toHaveLength(100);
    expectCode(() => parseNote(`${text}\n${peterLine.repeat(101)}`), 'note.too-large');
    expectCode(() => parseNote(`${'a'.repeat(1_000_000)}\n\n${peterLine}`), 'note.too-large');
  });

  it('can’t be written', () => {
    for (const bad of ['abc', 'a\u0001\n', '\ud800\n'])
      expectCode(() => signNote(bad, [peterSigner]), 'note.malformed');
    const signature = { name: 'a+b', keyId: 1, signature: new Uint8Array(64) };
    expectCode(() => formatNote({ text, signatures: [signature] }), 'note.malformed');
    expectCode(() => formatNote({ text, signatures: [] }), 'note.malformed');
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectCode } from '../test/expect-code.ts';
import { leavesOf } from '../test/log-of.ts';
import {
  createSigner,
  createVerifier,
  encodeBase64,
  equalBytes,
  formatReceiptText,
  openCheckpoint,
  openReceipt,
  parseCheckpoint,
  parseReceipt,
  parseReceiptText,
  receiptStatus,
  signNote,
  signReceipt,
} from './index.ts';

const leaves = leavesOf(3);
const [first = new Uint8Array(0), second = new Uint8Array(0)] = leaves;
const signer = createSigner({ name: 'village.example/receipt', secret: new Uint8Array(32).fill(1) });
const verifier = createVerifier(signer);
const deadline = Date.UTC(2026, 2, 6, 8, 30, 0, 123);
const receipt = { origin: signer.name, division: '330302101201', leafHashes: [first, second], deadline };

describe('a receipt', () => {
  it('has the lines of decision 11', () => {
    expect(formatReceiptText(receipt)).toBe(
      `village.example/receipt\nreceipt division 330302101201\n${encodeBase64(first)}\n${encodeBase64(second)}\n2026-03-06T08:30:00.123Z\n`,
    );
  });

  it('is signed, opened and read', () => {
    const note = signReceipt(receipt, signer);
    expect(openReceipt(note, [verifier])).toEqual(receipt);
    expect(parseReceipt(new TextEncoder().encode(note))).toEqual(receipt);
  });

  it('never parses as a checkpoint, nor opens as one', () => {
    const digits = fc.stringMatching(/^\d{12}$/);
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(digits, fc.array(hash, { minLength: 1, maxLength: 4 }), fc.nat(), (division, leafHashes, ms) => {
        const note = signReceipt({ origin: signer.name, division, leafHashes, deadline: ms }, signer);
        expectCode(() => parseCheckpoint(note), 'checkpoint.malformed');
        expectCode(() => openCheckpoint(note, { log: [verifier] }), 'checkpoint.malformed');
        expect(parseReceipt(note)).toEqual({ origin: signer.name, division, leafHashes, deadline: ms });
      }),
      { numRuns: 15 },
    );
  });

  it('is refused where it was changed, or signed by another key', () => {
    const note = signReceipt(receipt, signer);
    expectCode(() => openReceipt(note.replace('2026', '2027'), [verifier]), 'note.bad-signature');
    const other = createSigner({ name: signer.name, secret: new Uint8Array(32).fill(2) });
    expectCode(() => openReceipt(signReceipt(receipt, other), [verifier]), 'note.no-known-signature');
  });

  it('needs the key of its own origin', () => {
    const log = createSigner({ name: 'village.example/division/330302101201', secret: new Uint8Array(32).fill(3) });
    expectCode(() => signReceipt(receipt, log), 'receipt.malformed');
    const note = signNote(formatReceiptText(receipt), [log]);
    expectCode(() => openReceipt(note, [createVerifier(log)]), 'receipt.malformed');
  });

  const lines = formatReceiptText(receipt).slice(0, -1).split('\n');
  const changed = (at: number, line: string) => `${lines.with(at, line).join('\n')}\n`;

  it.each([
    ['another origin', changed(0, 'village.example/heads')],
    ['no deployment', changed(0, '/receipt')],
    ['a short division', changed(1, 'receipt division 33030210120')],
    ['another second line', changed(1, '7')],
    ['a short hash', changed(2, 'AAAA')],
    ['a hash that is not Base 64', changed(2, `${encodeBase64(first).slice(0, -1)}*`)],
    ['no deadline', `${lines.slice(0, -1).join('\n')}\n`],
    ['a deadline without milliseconds', changed(4, '2026-03-06T08:30:00Z')],
    ['a deadline in another zone', changed(4, '2026-03-06T16:30:00.123+08:00')],
    ['a deadline that is no date', changed(4, '2026-02-30T08:30:00.123Z')],
    ['no leaf', `${lines.toSpliced(2, 2).join('\n')}\n`],
    ['too many leaves', `${lines.toSpliced(2, 0, ...Array.from({ length: 999 }, () => lines[2] ?? '')).join('\n')}\n`],
    ['no final newline', lines.join('\n')],
  ])('is none with %s', (_, text) => expectCode(() => parseReceiptText(text), 'receipt.malformed'));

  it('can’t be written with a deadline that is no time', () => {
    expectCode(() => formatReceiptText({ ...receipt, deadline: NaN }), 'receipt.malformed');
    expectCode(() => formatReceiptText({ ...receipt, leafHashes: [] }), 'receipt.malformed');
  });
});

describe('the status of a receipt', () => {
  const has = (logged: readonly Uint8Array[]) => (leaf: Uint8Array) => logged.some((hash) => equalBytes(hash, leaf));
  const seconds = Math.ceil(deadline / 1_000);

  it('is kept where all leaves are there, however late', () => {
    expect(receiptStatus(receipt, { has: has(leaves), cosignedAt: [] })).toBe('kept');
    expect(receiptStatus(receipt, { has: has(leaves), cosignedAt: [seconds + 9] })).toBe('kept');
  });

  it('is broken where a tree cosigned at or after the deadline lacks one', () => {
    expect(receiptStatus(receipt, { has: has([first]), cosignedAt: [seconds] })).toBe('broken');
    expect(receiptStatus(receipt, { has: has([first]), cosignedAt: [seconds - 9, seconds + 9] })).toBe('broken');
  });

  it('is pending before the deadline, and where no witness tells the time', () => {
    expect(receiptStatus(receipt, { has: has([first]), cosignedAt: [seconds - 1] })).toBe('pending');
    expect(receiptStatus(receipt, { has: has([]), cosignedAt: [] })).toBe('pending');
  });
});

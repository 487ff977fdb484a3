import { describe, expect, it } from '@jest/globals';
import { createSigner, createVerifier, isTlogError, openCheckpoint, openReceipt } from '@cunjian/tlog';
import { openCastReceipt, signCastReceipt } from './cast-receipt.ts';
import { openIssuance } from './issuance.ts';

const signer = createSigner({ name: 'village.example/issuer', secret: new Uint8Array(32).fill(1) });
const verifier = createVerifier(signer);
const receipt = {
  issuer: 'village.example/issuer',
  ballot: 'road-2026',
  ballotHash: 'A'.repeat(43),
  closesAt: '2026-11-22T10:00:00.000Z',
};
const codeOf = (open: () => unknown): unknown => {
  try {
    return open();
  } catch (error) {
    return isTlogError(error) ? 'refused' : error;
  }
};

describe('the receipt of a cast ballot', () => {
  it('says what was promised, and by when', () => {
    expect(openCastReceipt(signCastReceipt(receipt, signer), verifier)).toEqual(receipt);
  });

  it('holds for nothing else', () => {
    const note = signCastReceipt(receipt, signer);
    expect(openCastReceipt(note.replace('10:00', '11:00'), verifier)).toBeUndefined();
    const other = createSigner({ name: 'other/issuer', secret: new Uint8Array(32).fill(1) });
    expect(openCastReceipt(signCastReceipt(receipt, other), createVerifier(other))).toBeUndefined();
    expect(openIssuance(note, verifier)).toBeUndefined();
    expect(codeOf(() => openCheckpoint(note, { log: [verifier], witnesses: [] }))).toBe('refused');
    expect(codeOf(() => openReceipt(note, [verifier]))).toBe('refused');
  });
});

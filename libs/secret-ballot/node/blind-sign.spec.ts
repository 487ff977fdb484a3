import { describe, expect, it } from '@jest/globals';
import { bytesOf } from '../src/tokens/modular.ts';
import { readIssuerKey } from '../src/tokens/rsabssa.ts';
import { blindSign, newIssuerSecret, readIssuerSecret } from './blind-sign.ts';

describe('an issuer', () => {
  it('signs every number below the modulus and nothing else', async () => {
    const secret = await newIssuerSecret();
    const n = readIssuerKey(secret.publicKey)?.modulus ?? 0n;
    expect(blindSign(secret, bytesOf(n - 1n, 256))).toHaveLength(256);
    const refused = { refused: [{ code: 'token-request.malformed', params: {}, field: 'blinded' }] };
    expect(blindSign(secret, bytesOf(n, 256))).toEqual(refused);
    expect(blindSign(secret, bytesOf(n - 1n, 257))).toEqual(refused);
    expect(blindSign(secret, bytesOf(1n, 255))).toEqual(refused);
    expect(blindSign(secret, new Uint8Array(0))).toEqual(refused);
  });

  it('keeps its key as text', async () => {
    const secret = await newIssuerSecret();
    const again = readIssuerSecret(secret.pem);
    const blinded = bytesOf(12_345n, 256);
    expect(again.publicKey).toBe(secret.publicKey);
    expect(blindSign(again, blinded)).toEqual(blindSign(secret, blinded));
  });
});

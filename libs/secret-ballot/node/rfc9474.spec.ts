import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { bigIntOf, bitLength, modInverse } from '../src/tokens/modular.ts';
import { emsaPssEncode } from '../src/tokens/emsa-pss.ts';
import { blind, finalize, issuerKeyOf, prepare } from '../src/tokens/rsabssa.ts';
import { blindSignRaw } from './blind-sign.ts';

interface Vector {
  readonly name: string;
  readonly msg: string;
  readonly msg_prefix: string;
  readonly input_msg: string;
  readonly salt: string;
  readonly inv: string;
  readonly blinded_msg: string;
  readonly blind_sig: string;
  readonly sig: string;
  readonly encoded_msg?: string;
}

const { key, vectors } = JSON.parse(readFileSync(new URL('../test/rfc9474-vectors.json', import.meta.url), 'utf8')) as {
  readonly key: Readonly<Record<'p' | 'q' | 'n' | 'e' | 'd', string>>;
  readonly vectors: readonly Vector[];
};

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (value: Uint8Array | undefined): string => Buffer.from(value ?? []).toString('hex');
const url = (value: bigint): string => {
  const digits = value.toString(16);
  return Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex').toString('base64url');
};

const privateKey = (): KeyObject => {
  const [p, q, n, d] = [key.p, key.q, key.n, key.d].map((part) => BigInt(`0x${part}`));
  if (!p || !q || !n || !d) throw new Error('the key of the vectors');
  const jwk = {
    kty: 'RSA',
    e: 'AQAB',
    n: url(n),
    d: url(d),
    p: url(p),
    q: url(q),
    dp: url(d % (p - 1n)),
    dq: url(d % (q - 1n)),
    qi: url(modInverse(q, p) ?? 0n),
  };
  return createPrivateKey({ key: jwk, format: 'jwk' });
};

// The other three variants differ from ours in having no prefix, or no salt: the same functions serve them.
describe.each(vectors)('RFC 9474, appendix A: $name', (vector) => {
  const salt = bytes(vector.salt);
  const issuer = issuerKeyOf(bytes(key.n), salt.length);
  const input = bytes(vector.input_msg);
  const inverse = bigIntOf(bytes(vector.inv));

  it('prepares', () => {
    const randomized = vector.msg_prefix !== '';
    expect(hex(randomized ? prepare(bytes(vector.msg), bytes(vector.msg_prefix)) : bytes(vector.msg))).toBe(
      vector.input_msg,
    );
  });

  it('encodes', async () => {
    if (vector.encoded_msg === undefined) return expect(vector.name).toBe('RSABSSA-SHA384-PSS-Randomized');
    expect(hex(await emsaPssEncode(input, bitLength(issuer.modulus) - 1, salt))).toBe(vector.encoded_msg);
  });

  it('blinds, signs, finalizes and verifies', async () => {
    const factor = modInverse(inverse, issuer.modulus) ?? 0n;
    const asked = await blind(issuer, input, { salt, factor });
    expect(hex(asked.blinded)).toBe(vector.blinded_msg);
    expect(asked.inverse).toBe(inverse);
    const answer = blindSignRaw(privateKey(), asked.blinded);
    expect(hex(answer)).toBe(vector.blind_sig);
    const signature = await finalize(issuer, input, bytes(vector.blind_sig), inverse);
    expect(hex(signature)).toBe(vector.sig);
    expect(await issuer.verify(bytes(vector.sig), input)).toBe(true);
    expect(await issuer.verify(bytes(vector.sig), Uint8Array.of(...input, 0))).toBe(false);
  });
});

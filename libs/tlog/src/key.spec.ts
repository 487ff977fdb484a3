import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nodeEd25519 } from '../node/index.ts';
import { expectCode } from '../test/expect-code.ts';
import {
  createSigner,
  createVerifier,
  formatSecretKey,
  formatVkey,
  keyIdOf,
  parseSecretKey,
  parseVkey,
  portableEd25519,
} from './index.ts';

// golang.org/x/mod v0.33.0, sumdb/note/note_test.go (BSD-3-Clause).
const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const skey = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';

describe('a vkey', () => {
  it('is read and written', () => {
    const key = parseVkey(vkey);
    expect(key).toMatchObject({ name: 'PeterNeumann', algorithm: 1 });
    expect(keyIdOf(key.name, key.algorithm, key.publicKey)).toBe(0xc74f20a3);
    expect(formatVkey(key)).toBe(vkey);
  });

  it('of a cosigner has an id of its own', () => {
    // Made with github.com/transparency-dev/formats/note, VKeyToCosignatureV1, from the key of tessera's test data.
    const log = parseVkey('example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx');
    const cosigner = 'example.com/log/testdata+5e6c321d+BOHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx';
    expect(formatVkey({ ...log, algorithm: 4 })).toBe(cosigner);
    expect(parseVkey(cosigner)).toEqual({ ...log, algorithm: 4 });
  });

  it('cut off anywhere or changed anywhere is refused', () => {
    for (let from = 0; from <= vkey.length; from++)
      for (let to = from; to <= vkey.length; to++)
        if (from > 0 || to < vkey.length) expect(() => parseVkey(vkey.slice(from, to))).toThrow();
    for (let at = 0; at < vkey.length; at++) {
      const next = String.fromCharCode(vkey.charCodeAt(at) + 1);
      expect(() => parseVkey(vkey.slice(0, at) + next + vkey.slice(at + 1))).toThrow();
    }
  });

  it.each([
    ['key.id', 'PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['key.malformed', 'PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['key.malformed', 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='],
    ['key.unknown-algorithm', 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['key.malformed', 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T'],
    ['key.malformed', `${vkey}\n`],
    ['key.name', '+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['key.name', 'Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['key.malformed', 'PeterNeumann'],
  ] as const)('%s: %s', (code, text) => expectCode(() => parseVkey(text), code));
});

describe('a key name', () => {
  const named = (name: string) => () => formatVkey({ name, algorithm: 1, publicKey: new Uint8Array(32) });

  it.each(['', 'a b', 'a+b', 'a\tb', 'a\nb', 'a\u0085b', 'a\u00a0b', 'a\u2003b', 'a\u2028b', 'a\u3000b', '\ud800'])(
    'must not be %j',
    (name) => expectCode(named(name), 'key.name'),
  );

  it('may be of any script, up to 255 bytes', () => {
    expect(named('村.example/鉴')()).toMatch(/^村\.example\/鉴\+/);
    expect(named('a'.repeat(255))()).toContain('aaa');
    expectCode(named('a'.repeat(256)), 'key.name');
    expectCode(named('村'.repeat(86)), 'key.name');
  });
});

describe('a secret key', () => {
  it('is read and written, and belongs to its vkey', () => {
    const key = parseSecretKey(skey);
    expect(formatSecretKey(key)).toBe(skey);
    expect(formatVkey(createSigner(key))).toBe(vkey);
  });

  it('is never repeated in a message', () => {
    const secret = 'AYEKFALVFGyNhPJEMzD1QIDr';
    for (const bad of [
      skey.slice(0, -1),
      skey.slice(8),
      `${skey}A`,
      skey.replace('c74f', 'c74'),
      skey.replace('+AY', '+YY'),
      skey.replace('c74f20a3', 'c74f20a4'),
    ])
      for (const parse of [parseSecretKey, parseVkey])
        try {
          parse(bad);
          throw new Error('was not refused');
        } catch (error) {
          expect(String(error)).not.toContain(secret.slice(3));
          expect(String(error)).toContain('TlogError');
        }
  });

  it('has 32 bytes', () => {
    expectCode(() => createSigner({ name: 'a', secret: new Uint8Array(31) }), 'key.malformed');
    expectCode(() => parseSecretKey(vkey), 'key.malformed');
    expectCode(() => createVerifier({ name: 'a', algorithm: 1, publicKey: new Uint8Array(33) }), 'key.malformed');
  });
});

describe('Ed25519 of Node and the portable one', () => {
  it('make the same signatures and accept one another’s', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array(), (secret, message) => {
        const publicKey = portableEd25519.publicKey(secret);
        expect(nodeEd25519.publicKey(secret)).toEqual(publicKey);
        const signature = portableEd25519.sign(message, secret);
        expect(new Uint8Array(nodeEd25519.sign(message, secret))).toEqual(signature);
        for (const { verify } of [portableEd25519, nodeEd25519]) {
          expect(verify(signature, message, publicKey)).toBe(true);
          expect(verify(signature, Uint8Array.of(...message, 0), publicKey)).toBe(false);
          expect(verify(signature.toReversed(), message, publicKey)).toBe(false);
        }
      }),
      { numRuns: 20 },
    );
  });

  // RFC 8032, section 7.1, test 2.
  it('agree with a published vector', () => {
    const secret = new Uint8Array(
      Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex'),
    );
    const signature =
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';
    for (const { sign } of [portableEd25519, nodeEd25519])
      expect(Buffer.from(sign(Uint8Array.of(0x72), secret)).toString('hex')).toBe(signature);
  });
});

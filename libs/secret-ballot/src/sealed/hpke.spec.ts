import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { hpke } from './hpke.ts';

interface Vectors {
  readonly [name: string]: string | readonly Readonly<Record<'aad' | 'ct' | 'pt', string>>[];
}

const vectors = JSON.parse(
  readFileSync(new URL('../../test/rfc9180-vectors.json', import.meta.url), 'utf8'),
) as Vectors & { readonly encryptions: readonly Readonly<Record<'aad' | 'ct' | 'pt', string>>[] };

const bytes = (name: string): Uint8Array => Uint8Array.from(Buffer.from(String(vectors[name] ?? name), 'hex'));
const hex = (value: ArrayBuffer): string => Buffer.from(value).toString('hex');

describe('RFC 9180, appendix A.1.1: our suite', () => {
  it('derives key pairs', async () => {
    const { publicKey, privateKey } = await hpke.kem.deriveKeyPair(bytes('ikmR'));
    expect(hex(await hpke.kem.serializePrivateKey(privateKey))).toBe(vectors['skRm']);
    expect(hex(await hpke.kem.serializePublicKey(publicKey))).toBe(vectors['pkRm']);
  });

  it('seals', async () => {
    const recipientPublicKey = await hpke.kem.deserializePublicKey(bytes('pkRm'));
    const ekm = await hpke.kem.deriveKeyPair(bytes('ikmE'));
    const sender = await hpke.createSenderContext({ recipientPublicKey, info: bytes('info'), ekm });
    expect(hex(sender.enc)).toBe(vectors['enc']);
    for (const { aad, pt, ct } of vectors.encryptions) expect(hex(await sender.seal(bytes(pt), bytes(aad)))).toBe(ct);
  });

  it('opens', async () => {
    const recipientKey = {
      privateKey: await hpke.kem.deserializePrivateKey(bytes('skRm')),
      publicKey: await hpke.kem.deserializePublicKey(bytes('pkRm')),
    };
    const recipient = await hpke.createRecipientContext({ recipientKey, enc: bytes('enc'), info: bytes('info') });
    for (const { aad, pt, ct } of vectors.encryptions)
      expect(hex(await recipient.open(bytes(ct), bytes(aad)))).toBe(pt);
  });
});

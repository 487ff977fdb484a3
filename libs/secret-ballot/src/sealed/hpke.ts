import { Aes128Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';

/** DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM (RFC 9180): the suite of its appendix A.1, in base mode. */
export const hpke = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes128Gcm(),
});

export type HpkePublicKey = Awaited<ReturnType<typeof hpke.kem.deserializePublicKey>>;
export type HpkeKeyPair = Awaited<ReturnType<typeof hpke.kem.deriveKeyPair>>;

/** Of a public and of a private key. */
export const officerKeyBytes = 32;
export const hpkeEncBytes = 32;
export const hpkeTagBytes = 16;

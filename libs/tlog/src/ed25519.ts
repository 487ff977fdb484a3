import { ed25519 as noble } from '@noble/curves/ed25519.js';

/** RFC 8032. `secret` is the 32-byte seed. */
export interface Ed25519 {
  publicKey(secret: Uint8Array): Uint8Array;
  sign(message: Uint8Array, secret: Uint8Array): Uint8Array;
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
}

/** The default everywhere; a server may pass one made from its platform's Ed25519. */
export const portableEd25519: Ed25519 = {
  publicKey: (secret) => noble.getPublicKey(secret),
  sign: (message, secret) => noble.sign(message, secret),
  verify: (signature, message, publicKey) => noble.verify(signature, message, publicKey, { zip215: false }),
};

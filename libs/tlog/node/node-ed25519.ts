import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { portableEd25519, type Ed25519 } from '../src/ed25519.ts';

// What precedes the key in its DER encoding (RFC 8410): PKCS #8 for the seed, SPKI for the public key.
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const spki = Buffer.from('302a300506032b6570032100', 'hex');

/** Importing a key costs more than signing: a key is imported once, for as long as the caller keeps its bytes. */
const imported = (importKey: (key: Uint8Array) => KeyObject): ((key: Uint8Array) => KeyObject) => {
  const keys = new WeakMap<Uint8Array, KeyObject>();
  return (key) => {
    const known = keys.get(key) ?? importKey(key);
    keys.set(key, known);
    return known;
  };
};

const privateKey = imported((secret) =>
  createPrivateKey({ key: Buffer.concat([pkcs8, secret]), format: 'der', type: 'pkcs8' }),
);
const publicKeyObject = imported((key) =>
  createPublicKey({ key: Buffer.concat([spki, key]), format: 'der', type: 'spki' }),
);

/** Ed25519 of Node's OpenSSL: about ten times as fast as the portable one. Keys must not be changed in place. */
export const nodeEd25519: Ed25519 = {
  publicKey: portableEd25519.publicKey,
  sign: (message, secret) => sign(null, message, privateKey(secret)),
  verify: (signature, message, publicKey) => verify(null, message, publicKeyObject(publicKey), signature),
};

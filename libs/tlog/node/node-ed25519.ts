import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { Ed25519 } from '../src/ed25519.ts';

// What precedes the key in its DER encoding (RFC 8410): PKCS #8 for the seed, SPKI for the public key.
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const spki = Buffer.from('302a300506032b6570032100', 'hex');

/** Importing a key costs more than signing, and so does deriving the public one: done once, for as long as the caller keeps the bytes. */
const once = <Made extends object>(make: (key: Uint8Array) => Made): ((key: Uint8Array) => Made) => {
  const made = new WeakMap<Uint8Array, Made>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
};

const privateKey = once((secret) =>
  createPrivateKey({ key: Buffer.concat([pkcs8, secret]), format: 'der', type: 'pkcs8' }),
);
const publicKeyObject = once((key) =>
  createPublicKey({ key: Buffer.concat([spki, key]), format: 'der', type: 'spki' }),
);

const publicKeyOf = once(
  (secret) =>
    new Uint8Array(createPublicKey(privateKey(secret)).export({ format: 'der', type: 'spki' }).subarray(spki.length)),
);

/** Ed25519 of Node's OpenSSL: about ten times as fast as the portable one. Keys must not be changed in place. */
export const nodeEd25519: Ed25519 = {
  publicKey: publicKeyOf,
  sign: (message, secret) => sign(null, message, privateKey(secret)),
  verify: (signature, message, publicKey) => verify(null, message, publicKeyObject(publicKey), signature),
};

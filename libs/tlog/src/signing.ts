import { portableEd25519, type Ed25519 } from './ed25519.ts';
import {
  algorithms,
  checkKeyLength,
  checkKeyName,
  keyIdOf,
  parseVkey,
  type Algorithm,
  type SecretKey,
  type VerifierKey,
} from './key.ts';

const signatureBytes = 64;
const timestampBytes = 8;
const encoder = new TextEncoder();

/** Checks signatures of one key. */
export interface Verifier extends VerifierKey {
  readonly keyId: number;
  /** What the signature says (`timestamp` for a cosignature), or undefined where it does not hold. */
  verify(text: Uint8Array, signature: Uint8Array): Verified | undefined;
}

export interface Verified {
  /** Seconds since the epoch at which a cosigner saw the tree; absent for plain signatures. */
  readonly timestamp?: number;
}

export const createVerifier = (key: VerifierKey, ed25519: Ed25519 = portableEd25519): Verifier => {
  const { name, algorithm, publicKey } = key;
  checkKeyName(name);
  checkKeyLength(publicKey, name);
  const verifyPlain = (text: Uint8Array, signature: Uint8Array) =>
    signature.length === signatureBytes && ed25519.verify(signature, text, publicKey) ? {} : undefined;
  const verifyCosignature = (text: Uint8Array, signature: Uint8Array) => {
    if (signature.length !== timestampBytes + signatureBytes) return undefined;
    const timestamp = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
    // C2SP allows up to 2^63 - 1 seconds; times beyond 2^53 - 1 are no dates and are refused with them.
    if (timestamp > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
    const seconds = Number(timestamp);
    return ed25519.verify(signature.subarray(timestampBytes), cosignedMessage(seconds, text), publicKey)
      ? { timestamp: seconds }
      : undefined;
  };
  return {
    name,
    algorithm,
    publicKey,
    keyId: keyIdOf(name, algorithm, publicKey),
    verify: algorithm === algorithms.cosignature ? verifyCosignature : verifyPlain,
  };
};

/** `createVerifier(parseVkey(…))`. */
export const verifierOf = (vkey: string, ed25519?: Ed25519): Verifier => createVerifier(parseVkey(vkey), ed25519);

/** Adds signatures of one key to notes. */
export interface Signer extends VerifierKey {
  readonly keyId: number;
  sign(text: Uint8Array): Uint8Array;
}

/** Signs note text as it is (type 0x01): logs and receipts. Throws `key.name`, `key.malformed`. */
export const createSigner = (key: SecretKey, ed25519: Ed25519 = portableEd25519): Signer => ({
  ...identityOf(key, algorithms.ed25519, ed25519),
  sign: (text) => ed25519.sign(text, key.secret),
});

/** Cosigns checkpoints (type 0x04) with the time at which it does so; `now` gives whole seconds since the epoch. */
export const createCosigner = (key: SecretKey, now: () => number, ed25519: Ed25519 = portableEd25519): Signer => ({
  ...identityOf(key, algorithms.cosignature, ed25519),
  sign: (text) => {
    const timestamp = now();
    const signature = new Uint8Array(timestampBytes + signatureBytes);
    new DataView(signature.buffer).setBigUint64(0, BigInt(timestamp));
    signature.set(ed25519.sign(cosignedMessage(timestamp, text), key.secret), timestampBytes);
    return signature;
  },
});

const identityOf = ({ name, secret }: SecretKey, algorithm: Algorithm, ed25519: Ed25519) => {
  checkKeyName(name);
  checkKeyLength(secret, name);
  const publicKey = ed25519.publicKey(secret);
  return { name, algorithm, publicKey, keyId: keyIdOf(name, algorithm, publicKey) };
};

const cosignedMessage = (timestamp: number, text: Uint8Array): Uint8Array => {
  const head = encoder.encode(`cosignature/v1\ntime ${timestamp}\n`);
  const message = new Uint8Array(head.length + text.length);
  message.set(head);
  message.set(text, head.length);
  return message;
};

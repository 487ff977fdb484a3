import { ed25519 as noble } from '@noble/curves/ed25519.js';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { portableHasher } from './hashing.ts';
import { isTlogError, TlogError } from './tlog-error.ts';

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

/** Signature types of C2SP signed-note. */
export const algorithms = { ed25519: 0x01, cosignature: 0x04 } as const;
export type Algorithm = (typeof algorithms)[keyof typeof algorithms];

export const keyBytes = 32;
export const signatureBytes = 64;
const timestampBytes = 8;
/** C2SP tlog-cosignature allows a name 255 bytes; longer ones of unknown keys in a note are ignored with them. */
export const maxKeyNameBytes = 255;

const encoder = new TextEncoder();

/** Not empty, and neither a Unicode space nor a plus in it (C2SP signed-note), nor a control character. */
export const isKeyName = (name: string): boolean =>
  // eslint-disable-next-line no-control-regex -- control characters are what is to be refused
  name !== '' && name.isWellFormed() && !/[\p{White_Space}+\u0000-\u001f]/u.test(name);

export const checkKeyName = (name: string): void => {
  if (!isKeyName(name))
    throw new TlogError(
      'key.name',
      `"${name}" is no key name: it must have no spaces, no plus, and at least one character`,
    );
  const bytes = encoder.encode(name).length;
  if (bytes > maxKeyNameBytes)
    throw new TlogError('key.name', `a key name of ${bytes} bytes is too long, at most ${maxKeyNameBytes} are allowed`);
};

/** Who signed, as far as a signature line tells: first four bytes of SHA-256(name, newline, algorithm, public key). */
export const keyIdOf = (name: string, algorithm: Algorithm, publicKey: Uint8Array): number => {
  const prefix = encoder.encode(`${name}\n`);
  const input = new Uint8Array(prefix.length + 1 + publicKey.length);
  input.set(prefix);
  input[prefix.length] = algorithm;
  input.set(publicKey, prefix.length + 1);
  return new DataView(portableHasher.sha256(input).slice().buffer).getUint32(0);
};

export interface VerifierKey {
  readonly name: string;
  readonly algorithm: Algorithm;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

const encodeKey = (name: string, keyId: number, algorithm: Algorithm, key: Uint8Array): string => {
  const typed = new Uint8Array(1 + key.length);
  typed[0] = algorithm;
  typed.set(key, 1);
  return `${name}+${keyId.toString(16).padStart(8, '0')}+${encodeBase64(typed)}`;
};

/** A vkey: `name+8 hex digits of the key id+Base64(algorithm, public key)`. Throws `key.name`, `key.malformed`. */
export const formatVkey = ({ name, algorithm, publicKey }: VerifierKey): string => {
  checkKeyName(name);
  checkKeyLength(publicKey, name);
  return encodeKey(name, keyIdOf(name, algorithm, publicKey), algorithm, publicKey);
};

const checkKeyLength = (key: Uint8Array, name: string): void => {
  if (key.length !== keyBytes)
    throw new TlogError('key.malformed', `the key of "${name}" has ${key.length} bytes instead of ${keyBytes}`);
};

/** Splits from the right: Base64 may contain a plus, a name may not. */
const keyForm = /^([^+]*)\+([0-9a-f]{8})\+(.+)$/s;

const decodeKey = (text: string): { name: string; keyId: number; algorithm: Algorithm; key: Uint8Array } => {
  const [, name = '', id = '', base64 = ''] = keyForm.exec(text) ?? [];
  if (id === '')
    throw new TlogError('key.malformed', `"${shown(text)}" is no key: name+8 hex digits+Base64 was expected`);
  checkKeyName(name);
  const typed = decodeKeyBytes(base64, name);
  const [algorithm] = typed;
  if (algorithm !== algorithms.ed25519 && algorithm !== algorithms.cosignature)
    throw new TlogError('key.unknown-algorithm', `the key of "${name}" is of type ${algorithm}, known are 1 and 4`);
  const key = typed.subarray(1);
  checkKeyLength(key, name);
  return { name, keyId: Number.parseInt(id, 16), algorithm, key };
};

/** A secret may have been given by mistake: show only what comes before its Base64. */
const shown = (text: string): string => (text.startsWith('PRIVATE') ? 'PRIVATE+…' : text);

const decodeKeyBytes = (base64: string, name: string): Uint8Array => {
  try {
    return decodeBase64(base64);
  } catch (error) {
    if (!isTlogError(error)) throw error;
    // The text may be a secret: it is not repeated.
    throw new TlogError('key.malformed', `the key of "${name}" is not Base 64`);
  }
};

const checkKeyId = (key: VerifierKey, keyId: number): void => {
  if (keyIdOf(key.name, key.algorithm, key.publicKey) !== keyId)
    throw new TlogError('key.id', `the id in the key of "${key.name}" is not the one of its name and public key`);
};

/** Throws `key.malformed`, `key.name`, `key.unknown-algorithm`, `key.id`. */
export const parseVkey = (vkey: string): VerifierKey => {
  const { name, keyId, algorithm, key } = decodeKey(vkey);
  const parsed = { name, algorithm, publicKey: key };
  checkKeyId(parsed, keyId);
  return parsed;
};

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

/** A secret key with its name; `secret` is the 32-byte seed. */
export interface SecretKey {
  readonly name: string;
  readonly secret: Uint8Array;
}

/** Signs note text as it is (type 0x01): logs and receipts. Throws `key.name`, `key.malformed`. */
export const createSigner = ({ name, secret }: SecretKey, ed25519: Ed25519 = portableEd25519): Signer => {
  checkKeyName(name);
  checkKeyLength(secret, name);
  const publicKey = ed25519.publicKey(secret);
  const algorithm = algorithms.ed25519;
  return {
    name,
    algorithm,
    publicKey,
    keyId: keyIdOf(name, algorithm, publicKey),
    sign: (text) => ed25519.sign(text, secret),
  };
};

/** Cosigns checkpoints (type 0x04) with the time at which it does so; `now` gives seconds since the epoch. */
export const createCosigner = (
  { name, secret }: SecretKey,
  now: () => number,
  ed25519: Ed25519 = portableEd25519,
): Signer => {
  checkKeyName(name);
  checkKeyLength(secret, name);
  const publicKey = ed25519.publicKey(secret);
  const algorithm = algorithms.cosignature;
  return {
    name,
    algorithm,
    publicKey,
    keyId: keyIdOf(name, algorithm, publicKey),
    sign: (text) => {
      const timestamp = now();
      const signature = new Uint8Array(timestampBytes + signatureBytes);
      new DataView(signature.buffer).setBigUint64(0, BigInt(timestamp));
      signature.set(ed25519.sign(cosignedMessage(timestamp, text), secret), timestampBytes);
      return signature;
    },
  };
};

const cosignedMessage = (timestamp: number, text: Uint8Array): Uint8Array => {
  const head = encoder.encode(`cosignature/v1\ntime ${timestamp}\n`);
  const message = new Uint8Array(head.length + text.length);
  message.set(head);
  message.set(text, head.length);
  return message;
};

/** The form in which Go's sumdb tools keep a secret: `PRIVATE+KEY+name+key id+Base64`. Never show it. */
export const formatSecretKey = (key: SecretKey, ed25519: Ed25519 = portableEd25519): string => {
  const { name, keyId, algorithm } = createSigner(key, ed25519);
  return `PRIVATE+KEY+${encodeKey(name, keyId, algorithm, key.secret)}`;
};

/** Throws as `parseVkey`; messages never hold the key. */
export const parseSecretKey = (text: string, ed25519: Ed25519 = portableEd25519): SecretKey => {
  const prefix = 'PRIVATE+KEY+';
  if (!text.startsWith(prefix)) throw new TlogError('key.malformed', 'a secret key begins with PRIVATE+KEY+');
  const { name, keyId, algorithm, key: secret } = decodeKey(text.slice(prefix.length));
  checkKeyId({ name, algorithm, publicKey: ed25519.publicKey(secret) }, keyId);
  return { name, secret };
};

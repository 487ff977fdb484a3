import { decodeBase64, encodeBase64 } from './base64.ts';
import { portableEd25519, type Ed25519 } from './ed25519.ts';
import { portableHasher } from './hashing.ts';
import { isTlogError, TlogError } from './tlog-error.ts';

/** Signature types of C2SP signed-note. */
export const algorithms = { ed25519: 0x01, cosignature: 0x04 } as const;
export type Algorithm = (typeof algorithms)[keyof typeof algorithms];

export const keyBytes = 32;
/** C2SP tlog-cosignature allows a name 255 bytes; longer ones of unknown keys in a note are ignored with them. */
export const maxKeyNameBytes = 255;

const encoder = new TextEncoder();

/** Not empty, and neither a Unicode space nor a plus in it (C2SP signed-note), nor a control character. */
export const isKeyName = (name: string): boolean =>
  // eslint-disable-next-line no-control-regex -- control characters are what is to be refused
  name !== '' && !/[\p{White_Space}\p{Surrogate}+\u0000-\u001f]/u.test(name);

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
  return new DataView(portableHasher.sha256(input).buffer).getUint32(0);
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

export const checkKeyLength = (key: Uint8Array, name: string): void => {
  if (key.length !== keyBytes)
    throw new TlogError('key.malformed', `the key of "${name}" has ${key.length} bytes instead of ${keyBytes}`);
};

/** Base64 may contain a plus, a name may not. */
const keyForm = /^([^+]*)\+([0-9a-f]{8})\+(.+)$/s;

const decodeKey = (text: string): { name: string; keyId: number; algorithm: Algorithm; key: Uint8Array } => {
  const [, name = '', id = '', base64 = ''] = keyForm.exec(text) ?? [];
  // The text may be a secret, given by mistake: it is not repeated.
  if (id === '') throw new TlogError('key.malformed', 'a key has the form name+8 hex digits+Base64');
  checkKeyName(name);
  const typed = decodeKeyBytes(base64, name);
  const [algorithm] = typed;
  if (algorithm !== algorithms.ed25519 && algorithm !== algorithms.cosignature)
    throw new TlogError('key.unknown-algorithm', `the key of "${name}" is of type ${algorithm}, known are 1 and 4`);
  const key = typed.subarray(1);
  checkKeyLength(key, name);
  return { name, keyId: Number.parseInt(id, 16), algorithm, key };
};

const decodeKeyBytes = (base64: string, name: string): Uint8Array => {
  try {
    return decodeBase64(base64);
  } catch (error) {
    if (!isTlogError(error)) throw error;
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

/** A secret key with its name; `secret` is the 32-byte seed. */
export interface SecretKey {
  readonly name: string;
  readonly secret: Uint8Array;
}

const secretPrefix = 'PRIVATE+KEY+';

/** The form in which Go's sumdb tools keep a secret: `PRIVATE+KEY+name+key id+Base64`. Never show it. */
export const formatSecretKey = (key: SecretKey, ed25519: Ed25519 = portableEd25519): string => {
  checkKeyName(key.name);
  checkKeyLength(key.secret, key.name);
  const keyId = keyIdOf(key.name, algorithms.ed25519, ed25519.publicKey(key.secret));
  return `${secretPrefix}${encodeKey(key.name, keyId, algorithms.ed25519, key.secret)}`;
};

/** Throws as `parseVkey`; messages never hold the key. */
export const parseSecretKey = (text: string, ed25519: Ed25519 = portableEd25519): SecretKey => {
  if (!text.startsWith(secretPrefix)) throw new TlogError('key.malformed', 'a secret key begins with PRIVATE+KEY+');
  const { name, keyId, algorithm, key: secret } = decodeKey(text.slice(secretPrefix.length));
  if (algorithm !== algorithms.ed25519)
    throw new TlogError('key.unknown-algorithm', `the secret key of "${name}" is of type ${algorithm}, only 1 is read`);
  checkKeyId({ name, algorithm, publicKey: ed25519.publicKey(secret) }, keyId);
  return { name, secret };
};

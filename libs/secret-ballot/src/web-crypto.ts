/**
 * What browsers and Node do for us, by the one interface that they share. A page has it on https and on localhost alone.
 * What it is handed is copied, as its types ask for memory that is not shared between threads.
 */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

export const sha256 = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', own(bytes)));

export const sha384 = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-384', own(bytes)));

/** HKDF-SHA256 (RFC 5869) without salt: at most 8,160 bytes. */
export const hkdf = async (secret: Uint8Array, info: Uint8Array, bytes: number): Promise<Uint8Array> => {
  const key = await crypto.subtle.importKey('raw', own(secret), 'HKDF', false, ['deriveBits']);
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: own(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, bytes * 8));
};

/** RSASSA-PSS with SHA-384 (RFC 8017) and e = 65537; `modulus` is base64url, as `n` of a JWK. */
export const rsaPssVerifier = (
  modulus: string,
  saltLength: number,
): ((signature: Uint8Array, message: Uint8Array) => Promise<boolean>) => {
  const jwk = { kty: 'RSA', n: modulus, e: 'AQAB', alg: 'PS384', ext: true };
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
  const imported = () => crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify']);
  let key: ReturnType<typeof imported> | undefined;
  return async (signature, message) =>
    crypto.subtle.verify({ name: 'RSA-PSS', saltLength }, await (key ??= imported()), own(signature), own(message));
};

export const aesGcmTagBytes = 16;

/** A key that encrypts once needs no nonce of its own (NIST SP 800-38D asks that no pair of key and nonce comes twice). */
const onlyNonce = new Uint8Array(12);

const aesGcm = (bound: Uint8Array) => ({ name: 'AES-GCM', iv: onlyNonce, additionalData: own(bound) });

/** AES-256-GCM under a key that must never encrypt anything else; `bound` is authenticated with it. */
export const encryptOnce = async (key: Uint8Array, bound: Uint8Array, plain: Uint8Array): Promise<Uint8Array> => {
  const imported = await crypto.subtle.importKey('raw', own(key), 'AES-GCM', false, ['encrypt']);
  return new Uint8Array(await crypto.subtle.encrypt(aesGcm(bound), imported, own(plain)));
};

/** Undefined where key, `bound` or ciphertext are not those of `encryptOnce`. */
export const decryptOnce = async (
  key: Uint8Array,
  bound: Uint8Array,
  sealed: Uint8Array,
): Promise<Uint8Array | undefined> => {
  const imported = await crypto.subtle.importKey('raw', own(key), 'AES-GCM', false, ['decrypt']);
  try {
    return new Uint8Array(await crypto.subtle.decrypt(aesGcm(bound), imported, own(sealed)));
  } catch {
    return undefined;
  }
};

import { createHmac } from 'node:crypto';
import type { Random } from '@cunjian/kernel';

/**
 * Ids that come out the same whenever the same thing is done again, and that nobody without the key can compute.
 * A person is known by the keyed hash of her identity number, so that two villages importing the same person at the
 * same time give her one id, and an id tells nothing: identity numbers are few enough to try them all on a bare hash.
 */
export interface DerivedIds {
  /** Of an identity number, 18 characters. */
  personByIdNumber(idNumber: string): string;
  /** Of what brought the person in, where no identity number is known: an import and its row, a command. */
  personBy(...origin: readonly string[]): string;
  /** Short enough to be written on paper: 10 characters without those that look alike. */
  shortId(...origin: readonly string[]): string;
  /** A half of an activation code: 12 characters, 60 bits. */
  codeHalf(slip: string, half: 'first' | 'second'): string;
  /** Of a whole code as it is compared: without the key nobody who has the events can try codes on it. 64 hex digits. */
  codeHash(slip: string, code: string): string;
  uuid(...parts: readonly string[]): string;
  /** Salts that are the same when a row is written again after a crash, so that its digests are, too. */
  random(...parts: readonly string[]): Random;
}

/** Crockford's Base32: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const base32 = (bytes: Uint8Array, length: number): string =>
  Array.from(bytes.subarray(0, length), (byte) => alphabet[byte & 31]).join('');

const asUuid = (bytes: Uint8Array): string => {
  const digest = Buffer.from(bytes.subarray(0, 16));
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/** `key`: at least 32 random bytes, the same for ever: with another key the same person would get another id. */
export const createDerivedIds = (key: Uint8Array): DerivedIds => {
  const mac = (purpose: string, parts: readonly string[]): Uint8Array =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, ...parts]))
      .digest();
  const personId = (purpose: string, parts: readonly string[]) =>
    `p-${Buffer.from(mac(purpose, parts).subarray(0, 16)).toString('base64url')}`;
  return {
    personByIdNumber: (idNumber) => personId('id-number', [idNumber]),
    personBy: (...origin) => personId('origin', origin),
    shortId: (...origin) => base32(mac('short', origin), 10),
    codeHalf: (slip, half) => base32(mac('code', [slip, half]), 12),
    codeHash: (slip, code) => Buffer.from(mac('code-hash', [slip, code])).toString('hex'),
    uuid: (...parts) => asUuid(mac('uuid', parts)),
    random: (...parts) => {
      let drawn = 0;
      const bytes = (length: number): Uint8Array => {
        const chunks: Uint8Array[] = [];
        for (let left = length; left > 0; left -= 32) chunks.push(mac('random', [...parts, String(drawn++)]));
        return Buffer.concat(chunks).subarray(0, length);
      };
      return { bytes, uuid: () => asUuid(bytes(16)) };
    },
  };
};

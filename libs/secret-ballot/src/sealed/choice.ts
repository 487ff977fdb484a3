import { canonicalJson, isCanonicalJson } from '@cunjian/kernel';
import { utf8 } from '../bytes.ts';

/** Before the choice stands its length, two bytes, big-endian; after it zeros, so that all choices look alike. */
const lengthBytes = 2;

export const paddedBytes = (choiceBytes: number): number => lengthBytes + choiceBytes;

/** Undefined where the choice is longer than its question allows. */
export const padChoice = (choice: unknown, choiceBytes: number): Uint8Array | undefined => {
  const json = utf8(canonicalJson(choice));
  if (json.length > choiceBytes) return undefined;
  const padded = new Uint8Array(paddedBytes(choiceBytes));
  padded.set([json.length >> 8, json.length & 0xff]);
  padded.set(json, lengthBytes);
  return padded;
};

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Undefined for everything that `padChoice` would not have written. */
export const readChoice = (padded: Uint8Array): { readonly choice: unknown } | undefined => {
  const length = ((padded[0] ?? 0) << 8) | (padded[1] ?? 0);
  const json = padded.subarray(lengthBytes, lengthBytes + length);
  if (json.length !== length || padded.subarray(lengthBytes + length).some((byte) => byte !== 0)) return undefined;
  try {
    const text = decoder.decode(json);
    const choice: unknown = JSON.parse(text);
    return isCanonicalJson(text, choice) ? { choice } : undefined;
  } catch {
    return undefined;
  }
};

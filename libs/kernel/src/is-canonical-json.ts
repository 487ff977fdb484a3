import { canonicalJson } from './canonical-json.ts';

/** An escaped surrogate: only then does a well-formed text parse to what has no canonical form. */
const escapedSurrogate = /\\ud[89a-f]/i;

const beginsWithDigit = (name: string): boolean => {
  const code = name.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
};

/**
 * Whether names ascend in all objects of what JSON.parse gave. Names like integers come first in an object wherever
 * they stood in the text, so their order says nothing: false.
 */
const ascends = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(ascends);
  const object = value as Readonly<Record<string, unknown>>;
  let last = '';
  for (const name in object) {
    if ((last !== '' && name <= last) || beginsWithDigit(name) || !ascends(object[name])) return false;
    last = name;
  }
  return true;
};

/** Whether `text`, which JSON.parse made into `value`, is its canonical form (RFC 8785). Faster than making that form. */
export const isCanonicalJson = (text: string, value: unknown): boolean => {
  if (ascends(value) && !escapedSurrogate.test(text)) return JSON.stringify(value) === text;
  try {
    return canonicalJson(value) === text;
  } catch {
    return false;
  }
};

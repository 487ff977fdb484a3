/**
 * RFC 8785 (JSON Canonicalization Scheme): members sorted by UTF-16 code units, no white space, numbers and
 * strings as ECMAScript prints them. Members whose value is undefined are left out.
 * Throws (a bug of the caller) for NaN, infinities, bigint, functions and lone surrogates.
 */
export const canonicalJson = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`canonical JSON: ${value} has no representation`);
      return String(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value as Record<string, unknown>);
    default:
      throw new TypeError(`canonical JSON: a ${typeof value} has no representation`);
  }
};

const quote = (text: string): string => {
  if (!text.isWellFormed()) throw new TypeError('canonical JSON: a string has a lone surrogate');
  return JSON.stringify(text);
};

const maxCachedNames = 10_000;
const quotedNames = new Map<string, string>();

/** Every event is written with this, and names of members are few. */
const quoteName = (name: string): string => {
  let quoted = quotedNames.get(name);
  if (quoted === undefined) {
    quoted = quote(name) + ':';
    if (quotedNames.size < maxCachedNames) quotedNames.set(name, quoted);
  }
  return quoted;
};

const canonicalArray = (items: readonly unknown[]): string => {
  let text = '[';
  for (let i = 0; i < items.length; i++) text += (i === 0 ? '' : ',') + canonicalJson(items[i]);
  return text + ']';
};

const sortedNames = (object: Readonly<Record<string, unknown>>): string[] => {
  const names = Object.keys(object);
  for (let i = 1; i < names.length; i++) if ((names[i - 1] ?? '') > (names[i] ?? '')) return names.sort();
  return names;
};

const canonicalObject = (object: Readonly<Record<string, unknown>>): string => {
  let text = '{';
  for (const name of sortedNames(object)) {
    const value = object[name];
    if (value === undefined) continue;
    if (text.length > 1) text += ',';
    text += quoteName(name) + canonicalJson(value);
  }
  return text + '}';
};

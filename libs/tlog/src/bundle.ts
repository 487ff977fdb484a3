import { TlogError } from './tlog-error.ts';

/** A bundle prefixes each entry with its length as a uint16 (C2SP tlog-tiles). */
export const maxEntryBytes = 65_535;

export const encodeBundle = (entries: readonly Uint8Array[]): Uint8Array => {
  let length = 0;
  for (const entry of entries) {
    if (entry.length > maxEntryBytes)
      throw new TlogError('entry.too-large', `an entry has ${entry.length} bytes, at most ${maxEntryBytes} fit`);
    length += 2 + entry.length;
  }
  const bundle = new Uint8Array(length);
  let offset = 0;
  for (const entry of entries) {
    bundle[offset] = entry.length >> 8;
    bundle[offset + 1] = entry.length & 0xff;
    bundle.set(entry, offset + 2);
    offset += 2 + entry.length;
  }
  return bundle;
};

/**
 * The first `width` entries, as views into `bundle`, which must hold `entriesInBundle` (by default just as many) and
 * nothing more. Throws `bundle.malformed`.
 */
export const decodeBundle = (
  bundle: Uint8Array,
  width: number,
  entriesInBundle = width,
  where?: string,
): Uint8Array[] => {
  const entries: Uint8Array[] = [];
  let offset = 0;
  for (let i = 0; i < entriesInBundle; i++) {
    const start = offset + 2;
    offset = start + (((bundle[offset] ?? 0) << 8) | (bundle[offset + 1] ?? 0));
    if (offset > bundle.length)
      throw new TlogError(
        'bundle.malformed',
        `${bundle.length} bytes end within entry ${i + 1} of ${entriesInBundle}`,
        where,
      );
    if (i < width) entries.push(bundle.subarray(start, offset));
  }
  if (offset !== bundle.length)
    throw new TlogError('bundle.malformed', `${bundle.length - offset} bytes follow entry ${entriesInBundle}`, where);
  return entries;
};

/** A file as an erasure names it. */
export interface FilePlace {
  /** The notice, disclosure or objection that it stands in. */
  readonly document: string;
  /** SHA-256, 64 hex digits. */
  readonly file: string;
}

const pattern = /\/attachments\/([^/\s?#]+)\/([0-9a-f]{64})(?![0-9a-z])/i;

/** From a file's address, with or without its host, as it was copied; undefined where it is none. */
export const placeOfAddress = (address: string): FilePlace | undefined => {
  const [, document, file] = pattern.exec(address) ?? [];
  if (document === undefined || file === undefined) return undefined;
  try {
    return { document: decodeURIComponent(document), file: file.toLowerCase() };
  } catch {
    return undefined;
  }
};

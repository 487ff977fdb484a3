import { fieldsOf, type Collector } from './comparison.ts';

export interface ShownAttachment {
  readonly name: string | null;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** That the files are those of the event: their hashes, sizes and names. */
export const compareAttachments = (
  found: Collector,
  shown: readonly ShownAttachment[],
  sealed: readonly unknown[],
): void => {
  found.plain('', 'attachments', shown.length, sealed.length);
  shown.forEach(({ name, mediaType, bytes, sha256 }, at) => {
    const [where, other] = [name ?? String(at + 1), fieldsOf(sealed[at])];
    found.figures(where, { mediaType, bytes, sha256 }, other);
    found.text(where, 'fileName', name, other['name']);
  });
};

import type { Digest } from '@cunjian/contracts';

export interface NamedFile {
  readonly sha256: string;
  /** `copy`: what readers get; `original`: what it was redacted from. */
  readonly as: 'copy' | 'original';
  /** Of a copy. */
  readonly name?: Digest | undefined;
}

/** Every file that the data of an event names: attachments, wherever they stand in it. */
export const filesNamedIn = (data: unknown): readonly NamedFile[] => {
  const found: NamedFile[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('sha256' in value && 'mediaType' in value) {
      const { sha256, original, name } = value as { sha256: string; original?: string; name?: Digest };
      found.push({ sha256, as: 'copy', name });
      if (original !== undefined) found.push({ sha256: original, as: 'original' });
    } else for (const member of Object.values(value)) visit(member);
  };
  visit(data);
  return found;
};

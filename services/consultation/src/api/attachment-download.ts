import type { Attachment } from '@cunjian/contracts';
import { reveal } from '@cunjian/personal-data';
import { fileHash, idInput, todayOf } from '@cunjian/service-kit/acting';
import { z } from 'zod';
import type { Consultation } from '../consultation-context.ts';

export const fileInput = z.object({ id: idInput, sha256: fileHash });

export interface Download {
  /** Null where the name was erased. */
  readonly name: string | null;
  readonly mediaType: string;
  /** Null where the file was erased. */
  readonly base64: string | null;
}

/** The bytes of `sha256` where one of the attachments is that file. Protected originals are not served here. */
export const downloadOf = async (
  consultation: Consultation,
  attachments: readonly Attachment[],
  sha256: string,
): Promise<Download | undefined> => {
  const { runtime, models } = consultation;
  const found = attachments.find((one) => one.sha256 === sha256);
  if (found === undefined) return undefined;
  const isErased = (await models.erasedFiles.get([sha256])).has(sha256);
  const bytes = isErased ? null : await runtime.blobs.get(sha256);
  if (bytes === undefined) return undefined;
  const reader = { right: () => 'full' as const, on: todayOf(consultation) };
  const { name, mediaType } = await reveal(runtime.vault, found, reader);
  return { name, mediaType, base64: bytes && Buffer.from(bytes).toString('base64') };
};

import { mediaTypes } from '@cunjian/contracts';
import { isRefused, refuse, refuseAll, type Refusal, type Refused } from '@cunjian/kernel';
import { plain, safeFileName } from '@cunjian/personal-data';
import { fileTypeFromBuffer } from 'file-type';
import type { AttachmentInput } from './inputs.ts';
import type { OpenFile } from './open-named-files.ts';
import type { PlainAttachment } from './plain-attachment.ts';

const maxAttachmentBytes = 20_000_000;
const fileName = plain('file-name');

type MediaType = (typeof mediaTypes)[number];
const isMediaType = (mime: string | undefined): mime is MediaType => mediaTypes.some((type) => type === mime);

interface Known {
  readonly mediaType: MediaType;
  readonly bytes: number;
}

/** What an uploaded file is, told by its content: its name may say anything. */
const inspect = async (openFile: OpenFile, sha256: string, field: string): Promise<Known | Refused> => {
  const bytes = await openFile(sha256);
  if (bytes === undefined) return refuse('attachment.unknown', { sha256 }, field);
  if (isRefused(bytes)) return refuse(bytes.refused[0].code, bytes.refused[0].params, field);
  if (bytes.length > maxAttachmentBytes)
    return refuse('attachment.too-large', { bytes: bytes.length, limit: maxAttachmentBytes }, field);
  const type = await fileTypeFromBuffer(bytes);
  return isMediaType(type?.mime)
    ? { mediaType: type.mime, bytes: bytes.length }
    : refuse('attachment.bad-type', { found: type?.mime ?? '?' }, field);
};

/** Refuses `attachment.unknown`, `attachment.too-large`, `attachment.bad-type`, `attachment.bad-name`, `file.erased`. */
export const resolveAttachment = async (
  openFile: OpenFile,
  { file, name, original }: AttachmentInput,
  field: string,
): Promise<PlainAttachment | Refused> => {
  const safe = fileName.safeParse(safeFileName(name));
  if (!safe.success) return refuse('attachment.bad-name', {}, `${field}.name`);
  const known = await inspect(openFile, file, `${field}.file`);
  if (isRefused(known)) return known;
  const attachment = { name: safe.data, sha256: file, ...known };
  if (original === undefined || original === file) return attachment;
  const unredacted = await inspect(openFile, original, `${field}.original`);
  return isRefused(unredacted) ? unredacted : { ...attachment, original };
};

/** All findings at once. */
export const resolveAttachments = async (
  openFile: OpenFile,
  inputs: readonly AttachmentInput[],
  field: string,
): Promise<PlainAttachment[] | Refused> => {
  const resolved: PlainAttachment[] = [];
  const findings: Refusal[] = [];
  // One after the other: each may be 20 MB in memory.
  for (const [at, input] of inputs.entries()) {
    const attachment = await resolveAttachment(openFile, input, `${field}[${at}]`);
    if (isRefused(attachment)) findings.push(...attachment.refused);
    else resolved.push(attachment);
  }
  return refuseAll(findings) ?? resolved;
};

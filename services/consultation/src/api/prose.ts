import { refuseAll, type Refused, isRefused } from '@cunjian/kernel';
import type { Attachment, Digest } from '@cunjian/contracts';
import {
  attachmentInput,
  freeText,
  plainAttachment,
  resolveAttachments,
  screenInput,
  type Words,
} from '@cunjian/service-kit/acting';
import { z } from 'zod';

/** Most files of one thing. */
const maxFiles = 20;

/** Readers get what was brought: whoever deliberates has no protected originals. */
export const fileInput = attachmentInput.omit({ original: true });
export const filesInput = z.array(fileInput).max(maxFiles).optional();
type Files = z.output<typeof filesInput>;

/** What somebody writes under a title, with files. */
export const textInput = z.object({ title: freeText, text: freeText, attachments: filesInput });
export type TextInput = z.output<typeof textInput>;

/** A digest in place of what `person` wrote. Refuses `personal-data.in-prose`. */
export const proseOf = (
  words: Words,
  prose: z.output<typeof freeText>,
  field: string,
  person?: string,
): Digest | Refused => refuseAll(screenInput(prose, field)) ?? words.conceal(freeText, prose, person);

/** Refuses as `resolveAttachments` does, and `personal-data.in-prose` for a file's name. */
export const filesOf = async (
  words: Words,
  files: Files,
  field: string,
  person?: string,
): Promise<readonly Attachment[] | Refused> => {
  const found =
    refuseAll(screenInput(files ?? [], field)) ?? (await resolveAttachments(words.openFile, files ?? [], field));
  return isRefused(found) ? found : words.conceal(z.array(plainAttachment), found, person);
};

export interface ConcealedText {
  readonly title: Digest;
  readonly text: Digest;
  readonly attachments: readonly Attachment[];
}

export const textOf = async (
  words: Words,
  { title, text, attachments }: TextInput,
  person?: string,
): Promise<ConcealedText | Refused> => {
  const screened = refuseAll([...screenInput(title, 'title'), ...screenInput(text, 'text')]);
  if (screened !== undefined) return screened;
  const files = await filesOf(words, attachments, 'attachments', person);
  if (isRefused(files)) return files;
  return {
    title: words.conceal(freeText, title, person),
    text: words.conceal(freeText, text, person),
    attachments: files,
  };
};

export { act, refusal, type Act, type Acting } from './act.ts';
export { resolveAttachment, resolveAttachments } from './attachments.ts';
export { carryOut, type CarriedOut } from './carry-out.ts';
export { instantOf, loadStream, todayOf, type ActingService } from './context.ts';
export { derivedId, derivedUuid } from './derived-id.ts';
export { eraseValues, eraseValuesIn } from './erase-values.ts';
export { erasedFiles, type ErasedFileDocument } from './erased-files.ts';
export { erasedRefusal } from './erased-refusal.ts';
export { filesNamedIn, type NamedFile } from './files-named-in.ts';
export { foldHistory } from './fold-history.ts';
export {
  attachmentInput,
  codesInput,
  fileHash,
  freeText,
  idInput,
  idsInput,
  maxBatch,
  maxPage,
  pageInput,
  type AttachmentInput,
} from './inputs.ts';
export { openNamedFiles, type OpenFile } from './open-named-files.ts';
export { ownReads, ownReadsInput } from './own-reads.ts';
export { plainAttachment, type PlainAttachment } from './plain-attachment.ts';
export { recordReads, type AboutPerson, type Reading } from './record-reads.ts';
export { screenInput } from './screen-input.ts';
export { createWords, type Words } from './words.ts';
export { sealedValues, type SealedValue } from './sealed-values.ts';

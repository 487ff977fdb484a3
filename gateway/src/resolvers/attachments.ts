/** As services give it, names filled in by right. */
export interface AttachmentView {
  readonly name: string | null;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Only in what is shown to those who may open it. */
  readonly original?: string | undefined;
}

/** `owner`: id of the notice, disclosure or objection whose readers may fetch it. */
export const attachmentUrl = (owner: string, sha256: string): string =>
  `/attachments/${encodeURIComponent(owner)}/${sha256}`;

export const attachmentOf = (owner: string, { original, ...attachment }: AttachmentView, originals = false) => ({
  ...attachment,
  url: attachmentUrl(owner, attachment.sha256),
  originalUrl: originals && original !== undefined ? attachmentUrl(owner, original) : null,
  original: originals ? original : undefined,
});

/** A scan: what is published, and where it differs the original, which only those with the right see. */
export interface AttachmentDraft {
  readonly file: string;
  name: string;
  original?: string;
}

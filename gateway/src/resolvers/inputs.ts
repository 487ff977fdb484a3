export interface AttachmentInput {
  readonly file: string;
  readonly name: string;
  readonly original?: string | null;
}

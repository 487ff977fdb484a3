import type { PersonalKindName } from '@cunjian/contracts';

/** What one official read or exported of personal data in one go. Villagers' reads are never recorded. */
export interface OfficialRead {
  readonly reader: string;
  /** The office acted in. */
  readonly office: string;
  readonly division: string;
  readonly action: 'read' | 'export';
  /** Why, in the reader's words or as the page that was opened names it. */
  readonly purpose: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Whose data, and of which kinds: at most `maxSubjectsPerRead`. */
  readonly subjects: readonly { readonly subject: string; readonly kinds: readonly PersonalKindName[] }[];
}

export interface ReadOfSubject extends Omit<OfficialRead, 'subjects'> {
  readonly kinds: readonly PersonalKindName[];
  /** Opaque; hand it back as `after`. */
  readonly cursor: string;
}

/** Who took what along, of whichever persons. */
export interface RecordedExport extends Omit<OfficialRead, 'subjects' | 'action'> {
  /** Opaque; hand it back as `after`. */
  readonly cursor: string;
}

export const maxSubjectsPerRead = 200_000;

/** Shown to the person concerned. Durable before it resolves: record first, then show the data. */
export interface ReadRecord {
  record(read: OfficialRead): Promise<void>;
  /** Newest first. */
  ofSubject(
    subject: string,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly ReadOfSubject[]>;
  /** Exports out of one division, newest first. */
  exportsIn(
    division: string,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly RecordedExport[]>;
  /** Deletes records older than this time (RFC 3339): the record is personal data too. */
  forget(before: string): Promise<void>;
  close(): Promise<void>;
}

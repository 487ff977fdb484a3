import { filesNamedIn } from '@cunjian/service-kit/acting';
import { originalsKeptYears, type Digest } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';
import { dateInShanghai } from '@cunjian/statutes';

/** A document that names a file, whether it is out, a draft, or was withdrawn. */
export interface NamingDocument {
  readonly document: string;
  readonly division: string;
  readonly body?: string | undefined;
}

export interface NamedFileDocument {
  readonly sha256: string;
  readonly documents: readonly NamingDocument[];
  /** Under which readers may know it. */
  readonly names: readonly Digest[];
  /** First day (in Asia/Shanghai) on which it need not be kept; absent once readers got it as a copy. */
  readonly keptUntil?: string | undefined;
  /** Was ever a copy: its retention is not that of a protected original. */
  readonly isCopy: boolean;
  readonly isErased?: boolean | undefined;
}

/** First day on which a document's original need not be kept, of an event at `time`: it counts from the year after. */
export const keptUntil = (document: string, time: string): string => {
  const { accounts, other } = originalsKeptYears;
  const years = document.startsWith('disclosure-') ? accounts : other;
  return `${Number(dateInShanghai(Date.parse(time)).slice(0, 4)) + 1 + years}-01-01`;
};

const later = (one: string | undefined, other: string): string => (one !== undefined && one > other ? one : other);

const none: NamedFileDocument = { sha256: '', documents: [], names: [], isCopy: false };

/** Key: the SHA-256. What stands in the way of an erasure, and whose retention ends. */
export const namedFiles: Projection<NamedFileDocument> = {
  name: 'publication-named-files',
  version: 2,
  events: [
    ...['notice-drafted', 'notice-revised', 'notice-published', 'notice-corrected'],
    ...['disclosure-drafted', 'disclosure-revised', 'disclosure-corrected', 'disclosure-published'],
    ...['joint-meeting-recorded', 'disclosure-posted'],
    ...['objection-raised', 'objection-escalated', 'objection-accepted', 'file-erased'],
    // Consultation's: what its documents name is erased here, too.
    ...['topic-proposed', 'topic-revised', 'suggestion-made', 'suggestion-answered', 'step-taken'],
    ...['resolution-published', 'resolution-reported', 'resolution-result-published'],
    ...['protocol-entered', 'proxy-lodged'],
  ],
  indexes: [['keptUntil']],
  keys: ({ name, data }) =>
    name === 'file-erased'
      ? [(data as { sha256: string }).sha256]
      : [...new Set(filesNamedIn(data).map(({ sha256 }) => sha256))],
  evolve: (file = none, { name: type, data, subject, partitionkey, body, time }, sha256) => {
    if (type === 'file-erased') return { ...file, sha256, names: [], keptUntil: undefined, isErased: true };
    const named = filesNamedIn(data).filter((one) => one.sha256 === sha256);
    const { documents, names, isErased } = file;
    const isCopy = file.isCopy || named.some(({ as }) => as === 'copy');
    const isNew = !documents.some(({ document }) => document === subject);
    return {
      ...file,
      sha256,
      documents: isNew ? [...documents, { document: subject, division: partitionkey, body }] : documents,
      names: isErased === true ? names : [...new Set([...names, ...named.flatMap(({ name }) => name ?? [])])],
      isCopy,
      keptUntil: isCopy || isErased === true ? undefined : later(file.keptUntil, keptUntil(subject, time)),
    };
  },
};

import {
  type Acting,
  type NamedFile,
  act,
  filesNamedIn,
  type freeText,
  loadStream,
  todayOf,
} from '@cunjian/service-kit/acting';
import { circleOf, type Resource } from '@cunjian/access';
import type { Audience, RecordedEvent } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import type { z } from 'zod';
import { resourceOfBody } from './look-ups.ts';
import { wordOf } from './on-disclosure.ts';
import { keptUntil, type NamedFileDocument } from '../projections/named-files.ts';
import { type Publication } from '../publication-context.ts';
import { erasedFileStream, fileErasureDecider, type EraseFile } from '../file/decide.ts';

export interface EraseFileInput {
  readonly commandId: string;
  /** What she found it in: a notice, disclosure or objection, or something of the village's consultation. */
  readonly document: string;
  readonly file: string;
  readonly ground: 'request' | 'unlawful';
  readonly reason: z.output<typeof freeText>;
}

const kindsOfDocuments = /^(notice|disclosure|objection|topic|suggestion|proceeding|resolutions|ballot|entitlement)-/;
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const resolutionId = new RegExp(`^resolution-(.+)-${uuid}$`);

/** Events of a document stand in the stream of its name; resolutions share that of their body. */
const streamOf = (document: string): string => document.replace(resolutionId, 'resolutions-$1');

/** Known to their parties alone. */
const isConfidential = (document: string): boolean => /^(objection|suggestion|entitlement)-/.test(document);

const historyOf = async (publication: Publication, document: string): Promise<readonly RecordedEvent[]> =>
  kindsOfDocuments.test(document) ? loadStream(publication, document) : [];

const resourceOfDocument = async (
  publication: Publication,
  [first]: readonly RecordedEvent[],
): Promise<Resource | undefined> => {
  if (first === undefined) return undefined;
  const { partitionkey: division, body } = first;
  return (body === undefined ? undefined : await resourceOfBody(publication, body)) ?? { division };
};

/** The circle of the documents that named it: whoever could read the file may learn that it is gone. */
export const erasureAudience = (documents: readonly string[], resource: Resource): Audience => {
  if (documents.some(isConfidential)) return 'parties';
  if (documents.every((document) => document.startsWith('notice-'))) return 'public';
  return circleOf(resource);
};

/** Of what is known to its parties alone only the village is told. */
const beyondReach = (ctx: Acting, document: string, known: NamedFileDocument | undefined): Refused | undefined => {
  const beyond = (known?.documents ?? []).filter(
    (other) => other.document !== document && !ctx.may({ division: other.division }),
  );
  if (beyond.length === 0) return undefined;
  const places = beyond.map((other) => (isConfidential(other.document) ? other.division : other.document));
  return refuse(
    'file.named-elsewhere',
    { count: beyond.length, documents: [...new Set(places)].slice(0, 10).join(', ') },
    'file',
  );
};

interface Named {
  readonly files: readonly NamedFile[];
  /** Of the newest event that names it. */
  readonly until: string;
}

const namedIn = (history: readonly RecordedEvent[], file: string): Named => {
  let until = '';
  const files = history.flatMap(({ data, subject, time }) => {
    const named = filesNamedIn(data).filter(({ sha256 }) => sha256 === file);
    if (named.length > 0) until = keptUntil(subject, time);
    return named;
  });
  return { files, until };
};

/** A protected original that readers never get is kept for as long as the law says: they lose nothing by it. */
const dutyToKeep = ({ files, until }: Named, known: NamedFileDocument | undefined, today: string) =>
  known?.isCopy !== true && files.every(({ as }) => as === 'original') && until > today
    ? refuse('file.duty-to-keep', { until }, 'file')
    : undefined;

/**
 * An erasure is of the bytes, hence of every document that names them: whoever asks for it expects that nothing is left.
 * So it is refused where one of them is not the officer's to erase from. The event first, then bytes and names; where the
 * process dies in between, the reaction sees to them. What names it in the very same moment is a look-up too late to be
 * asked about, and shows it as erased all the same.
 */
export const eraseFile = async (publication: Publication, ctx: Acting, input: EraseFileInput) => {
  const { commandId, file, ground, reason } = input;
  const document = streamOf(input.document);
  const { models, runtime } = publication;
  const history = await historyOf(publication, document);
  const known = (await models.namedFiles.get([file])).get(file);
  const named = namedIn(history, file);
  const names = [...new Set([...(known?.names ?? []), ...named.files.flatMap(({ name }) => name ?? [])])];
  const outcome = await act(publication, ctx, {
    commandId,
    stream: erasedFileStream(file),
    decider: fileErasureDecider,
    resource: () => resourceOfDocument(publication, history),
    command: async (_, words): Promise<EraseFile | Refused> => {
      if (named.files.length === 0) return refuse('file.not-named', { document }, 'file');
      const refused = beyondReach(ctx, document, known) ?? dutyToKeep(named, known, todayOf(publication));
      if (refused !== undefined) return refused;
      const digest = wordOf(words, reason, 'reason');
      if (isRefused(digest)) return digest;
      const documents = [...new Set([document, ...(known?.documents ?? []).map((other) => other.document)])];
      return { sha256: file, documents, names, ground, reason: digest };
    },
    audience: ({ data }, resource) => erasureAudience(data.documents, resource),
    result: { document: input.document },
  });
  if (outcome.ok && !outcome.repeated) {
    await runtime.vault.erase(names);
    await runtime.blobs.erase(file);
  }
  return outcome;
};

import { attachmentInput, erasedFiles, idInput, todayOf } from '@cunjian/service-kit/acting';
import { nationalDivision, type Attachment } from '@cunjian/contracts';
import { reveal } from '@cunjian/personal-data';
import { may, resourceOf, resourceOfSubject } from '@cunjian/access';
import { z } from 'zod';
import { contentKey } from '../projections/contents.ts';
import { disclosures } from '../projections/disclosures.ts';
import { notices } from '../projections/notices.ts';
import { objections } from '../projections/objections.ts';
import { type Procedures, type Publication } from '../publication-context.ts';
import { isOwn } from './actions.ts';
import { bodyById } from './look-ups.ts';
import { recordReadsOfObjections } from './record-reads-of-objections.ts';
import { maySeeDraft, viewerOf } from './views.ts';

const nation = { division: nationalDivision };
const fileInput = z.object({ id: idInput, sha256: attachmentInput.shape.file });

export interface Download {
  /** Null where the name was erased. */
  readonly name: string | null;
  readonly mediaType: string;
  /** Null where the file was erased: `files.erasures` tells when and why. */
  readonly base64: string | null;
}

/** The bytes of `sha256` where one of the attachments is that file; its unredacted original only where `originals`. */
const download = async (
  publication: Publication,
  attachments: readonly (Attachment | undefined)[],
  sha256: string,
  originals: boolean,
): Promise<Download | undefined> => {
  const { runtime, models } = publication;
  const { blobs, vault } = runtime;
  const found = attachments.find(
    (one) => one !== undefined && (one.sha256 === sha256 || (originals && one.original === sha256)),
  );
  if (found === undefined) return undefined;
  const isErased = (await models.erasedFiles.get([sha256])).has(sha256);
  const bytes = isErased ? null : await blobs.get(sha256);
  if (bytes === undefined) return undefined;
  const { name, mediaType } = await reveal(vault, found, viewerOf('masked', todayOf(publication)));
  return { name, mediaType, base64: bytes && Buffer.from(bytes).toString('base64') };
};

/** Of published versions, and of the draft for those who work on it. */
const attachmentsOf = async ({ models }: Publication, disclosure: string, drafts: boolean) => {
  const document = (await models.disclosures.get([disclosure])).get(disclosure);
  const versions = document?.versions ?? [];
  const [published, candidates] = await Promise.all([
    models.versionContents.get(versions.map(({ version }) => contentKey(disclosure, version))),
    models.candidateContents.get(drafts ? [disclosure] : []),
  ]);
  return [
    ...[...published.values(), ...candidates.values()].flatMap(({ content }) => content.attachments),
    ...versions.flatMap(({ meeting, postings }) => [meeting?.minutes, ...postings.map(({ photo }) => photo)]),
    drafts ? document?.candidate?.meeting?.minutes : undefined,
  ];
};

export const disclosureDownloads = (publication: Publication, { query }: Procedures) => ({
  /** A scan, a photo of a posting, minutes. Undefined for what is not there or not for the caller. */
  attachment: query('disclosure.read', disclosures, erasedFiles)
    .input(fileInput)
    .query(async ({ ctx, input: { id, sha256 } }) => {
      ctx.may(nation);
      const document = (await publication.models.disclosures.get([id])).get(id);
      const resource = document && resourceOfSubject(document);
      if (resource === undefined || !ctx.may(resource)) return ctx.answer<Download | undefined>(undefined);
      const worksOnIt = maySeeDraft(ctx.caller, resource);
      const attachments = await attachmentsOf(publication, id, worksOnIt);
      return ctx.answer(await download(publication, attachments, sha256, worksOnIt));
    }),
});

export const noticeDownloads = (publication: Publication, { query }: Procedures) => ({
  attachment: query('notice.read', notices, erasedFiles)
    .input(fileInput)
    .query(async ({ ctx, input: { id, sha256 } }) => {
      ctx.may(nation);
      const document = (await publication.models.notices.get([id])).get(id);
      const body = document && (await bodyById(publication, document.body));
      const resource = body === undefined ? nation : resourceOf(body);
      if (document === undefined || !ctx.may(resource)) return ctx.answer<Download | undefined>(undefined);
      const writes = body !== undefined && may(ctx.caller, 'notice.read-draft', resourceOf(body));
      const drafts = writes ? (document.draft?.attachments ?? []) : [];
      const attachments = [...document.versions.flatMap((version) => version.attachments), ...drafts];
      return ctx.answer(await download(publication, attachments, sha256, writes));
    }),
});

export const objectionDownloads = (publication: Publication, { query }: Procedures) => ({
  /** A scan of what she handed in: the letter, an escalation, an acceptance. Where her name is withheld, for nobody but her. */
  attachment: query('objection.read', objections, erasedFiles)
    .input(fileInput)
    .query(async ({ ctx, input: { id, sha256 } }) => {
      ctx.may(nation);
      const document = (await publication.models.objections.get([id])).get(id);
      if (document === undefined) return ctx.answer<Download | undefined>(undefined);
      const person = document.objector ?? document.raisedBy;
      const reads = ctx.may({ ...resourceOfSubject(document), person });
      const shown = reads && (!document.withheld || isOwn(ctx.caller, document));
      const scans = [document.scan, ...document.papers.map(({ scan }) => scan)];
      if (!shown || !scans.some((scan) => scan?.sha256 === sha256)) return ctx.answer<Download | undefined>(undefined);
      await recordReadsOfObjections(publication, ctx.caller, [document], ['name', 'free-text']);
      return ctx.answer(await download(publication, scans, sha256, false));
    }),
});

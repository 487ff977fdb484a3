import type { BlobStore } from '@cunjian/blob-store';
import { safeFileName } from '@cunjian/personal-data';
import { erasedRefusal } from '@cunjian/service-kit/acting';
import { Router } from 'express';
import type { GatewayContext } from '../context.ts';
import { gatewayError } from '../errors.ts';
import { refusedQuery } from '../refused.ts';
import type { AttachmentView } from '../resolvers/attachments.ts';
import { draftOf, publishedVersions } from '../resolvers/disclosure-versions.ts';
import { nodeTypeOf } from '../resolvers/ids.ts';
import type { ContextOf } from './request-context.ts';
import { attachmentPolicy } from './security.ts';

interface Found {
  readonly name: string | null;
  readonly mediaType: string;
}

/** By hash; unredacted originals only of those attachments whose service tells them to those who may open them. */
const byHash = (shown: readonly AttachmentView[], withOriginals: readonly AttachmentView[] = []): Map<string, Found> =>
  new Map<string, Found>([
    ...withOriginals.flatMap((one) => (one.original === undefined ? [] : [[one.original, one] as const])),
    ...[...shown, ...withOriginals].map((one) => [one.sha256, one] as const),
  ]);

/** Attachments of what the caller may see: the same views that a query answers from. */
const attachmentsOf = async (owner: string, { reads }: GatewayContext): Promise<ReadonlyMap<string, Found>> => {
  switch (nodeTypeOf(owner)) {
    case 'Notice': {
      const notice = await reads.load.notice.load(owner);
      return byHash(
        [],
        [...(notice?.versions ?? []), notice?.draft ?? []].flat().flatMap(({ attachments }) => attachments),
      );
    }
    case 'Objection': {
      const objection = await reads.load.objection.load(owner);
      return byHash([objection?.scan ?? [], ...(objection?.papers ?? []).map(({ scan }) => scan)].flat());
    }
    case 'FinanceDisclosure': {
      const disclosure = await reads.load.disclosure.load(owner);
      if (disclosure === undefined) return new Map();
      const versions = [...publishedVersions(disclosure), draftOf(disclosure) ?? []].flat();
      const contents = await Promise.all(
        versions.map(({ version }) => reads.load.content.load({ disclosure: owner, version })),
      );
      const minutes = versions.flatMap(({ meeting }) => meeting?.minutes ?? []);
      const photos = disclosure.versions.flatMap(({ postings }) => postings.map(({ photo }) => photo));
      return byHash(
        [...minutes, ...photos],
        contents.flatMap((content) => content?.attachments ?? []),
      );
    }
    case 'Proceeding': {
      const proceeding = await reads.load.proceeding.load(owner);
      return byHash((proceeding?.steps ?? []).flatMap(({ taken }) => taken.flatMap(({ minutes }) => minutes ?? [])));
    }
    case 'Resolution': {
      const { published, result, reports = [] } = (await reads.load.resolution.load(owner)) ?? {};
      return byHash([published?.photo ?? [], result?.photo ?? [], ...reports.map(({ photos }) => photos)].flat());
    }
    case 'Ballot': {
      const ballot = await reads.load.ballot.load(owner);
      return byHash((ballot?.protocols ?? []).flatMap(({ agreed }) => agreed?.scans ?? []));
    }
    case 'Topic': {
      const topic = await reads.load.topic.load(owner);
      return byHash((topic?.versions ?? []).flatMap(({ attachments }) => attachments));
    }
    case 'Suggestion': {
      const suggestion = await reads.load.suggestion.load(owner);
      if (suggestion === undefined) return new Map();
      const { photos, scan, answers } = suggestion;
      return byHash([...photos, scan ?? [], ...answers.map(({ attachments }) => attachments)].flat());
    }
    default:
      return new Map();
  }
};

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
};

/** `GET /attachments/<owner>/<sha256>`: authorised as the query that showed its address; 410 and `file.erased` where it is gone. */
export const attachmentRoutes = (blobs: BlobStore, contextOf: ContextOf): Router => {
  const router = Router();
  router.get('/attachments/:owner/:sha256', async (request, response) => {
    const { owner, sha256 } = request.params;
    const context = await contextOf(request);
    const found = (await attachmentsOf(owner, context)).get(sha256);
    const erasure = found && (await context.reads.load.erasure.load(sha256));
    if (erasure !== undefined) throw refusedQuery(erasedRefusal(erasure).refused, context.language, 410);
    const bytes = found && (await blobs.get(sha256));
    if (found === undefined || bytes === undefined)
      throw gatewayError('request.not-found', context.language, {}, { status: 404 });
    const name = safeFileName(found.name ?? `${sha256.slice(0, 12)}${extensions[found.mediaType] ?? ''}`);
    // A picture may be looked at in place; anything else is saved: no program of the browser's runs under our origin.
    if (found.mediaType.startsWith('image/') && request.query['download'] === undefined)
      response.set('content-disposition', 'inline');
    else response.attachment(name);
    response.type(found.mediaType);
    response.set({ 'content-security-policy': attachmentPolicy, 'cache-control': 'private, max-age=3600' });
    response.end(bytes);
  });
  return router;
};

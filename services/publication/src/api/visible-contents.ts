import { idInput, todayOf } from '@cunjian/service-kit/acting';
import { type Caller, may, resourceOfSubject } from '@cunjian/access';
import { reveal, type Revealed } from '@cunjian/personal-data';
import { z } from 'zod';
import { contentKey, type ContentDocument } from '../projections/contents.ts';
import type { Publication } from '../publication-context.ts';
import { contentView, maySeeDraft, seesNames, viewerOf, type ContentView } from './views.ts';

export const versionRef = z.object({ disclosure: idInput, version: z.int().min(1) });
export type VersionRef = z.infer<typeof versionRef>;

/** By no right: it is the caller's to say who may see them. */
export const contentsOf = async (
  { models }: Publication,
  refs: readonly VersionRef[],
): Promise<readonly ContentDocument[]> => {
  const published = await models.versionContents.get(
    refs.map(({ disclosure, version }) => contentKey(disclosure, version)),
  );
  const others = refs.filter(({ disclosure, version }) => !published.has(contentKey(disclosure, version)));
  const candidates = await models.candidateContents.get(others.map(({ disclosure }) => disclosure));
  return refs.flatMap(({ disclosure, version }) => {
    const candidate = candidates.get(disclosure);
    const found =
      published.get(contentKey(disclosure, version)) ?? (candidate?.version === version ? candidate : undefined);
    return found === undefined ? [] : [found];
  });
};

/** Contents that the caller may see, names by her right, and masked wherever `masked` asks for it (a sheet for the board). */
export const visibleContents = async (
  publication: Publication,
  caller: Caller,
  refs: readonly VersionRef[],
  masked: boolean,
): Promise<Revealed<readonly ContentView[]>> => {
  const { models, runtime } = publication;
  const [contents, documents] = await Promise.all([
    contentsOf(publication, refs),
    models.disclosures.get([...new Set(refs.map(({ disclosure }) => disclosure))]),
  ]);
  const byRight: Record<'full' | 'masked', ContentView[]> = { full: [], masked: [] };
  for (const content of contents) {
    const document = documents.get(content.disclosure);
    if (document === undefined) continue;
    const resource = resourceOfSubject(document);
    const worksOnIt = maySeeDraft(caller, resource);
    const published = document.versions.find(({ version }) => version === content.version);
    if (!(published !== undefined ? worksOnIt || may(caller, 'disclosure.read', resource) : worksOnIt)) continue;
    const names = !masked && seesNames(caller, resource) ? 'full' : 'masked';
    byRight[names].push(contentView(content, published, worksOnIt));
  }
  const on = todayOf(publication);
  const [full, hidden] = await Promise.all([
    reveal(runtime.vault, byRight.full, viewerOf('full', on)),
    reveal(runtime.vault, byRight.masked, viewerOf('masked', on)),
  ]);
  return [...full, ...hidden];
};

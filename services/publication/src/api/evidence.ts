import { idInput, maxBatch, sealedValues, todayOf, type SealedValue } from '@cunjian/service-kit/acting';
import { type Caller, may, resourceOf, resourceOfSubject } from '@cunjian/access';
import { nationalDivision } from '@cunjian/contracts';
import type { Shown } from '@cunjian/personal-data';
import { z } from 'zod';
import { contentKey, versionContents } from '../projections/contents.ts';
import { disclosures } from '../projections/disclosures.ts';
import { notices } from '../projections/notices.ts';
import { type Procedures, type Publication } from '../publication-context.ts';
import { bodiesById } from './look-ups.ts';
import { seesNames, viewerOf } from './views.ts';

const nation = { division: nationalDivision };
const versionInput = z.object({ disclosure: idInput, version: z.int().min(1) });
const noticeVersionInput = z.object({ notice: idInput, version: z.int().min(1) });

export interface Evidence {
  /** Of the disclosure or the notice. */
  readonly id: string;
  readonly version: number;
  readonly values: readonly SealedValue[];
}

interface Asked {
  readonly id: string;
  readonly version: number;
  /** With the digests of that version. */
  readonly document: object;
  readonly names: Shown;
}

/** Values and salts by right: only what the caller sees in full is opened. */
const evidenceOf = async (publication: Publication, asked: readonly Asked[]): Promise<readonly Evidence[]> => {
  const on = todayOf(publication);
  const found: Evidence[] = [];
  // One after the other: a version may hold as many digests as a call of the vault takes.
  for (const { id, version, document, names } of asked) {
    const values = await sealedValues(publication.runtime.vault, document, viewerOf(names, on));
    found.push({ id, version, values });
  }
  return found;
};

/** Of published versions that the caller may read; the others are left out. */
const askedVersions = async (
  { models }: Publication,
  caller: Caller,
  refs: readonly z.infer<typeof versionInput>[],
): Promise<readonly Asked[]> => {
  const [documents, contents] = await Promise.all([
    models.disclosures.get([...new Set(refs.map(({ disclosure }) => disclosure))]),
    models.versionContents.get(refs.map(({ disclosure, version }) => contentKey(disclosure, version))),
  ]);
  return refs.flatMap(({ disclosure: id, version }) => {
    const document = documents.get(id);
    const published = document?.versions.find((one) => one.version === version);
    const resource = document && resourceOfSubject(document);
    if (resource === undefined || published === undefined || !may(caller, 'disclosure.read', resource)) return [];
    const { reason, opinion, meeting } = published;
    const content = contents.get(contentKey(id, version));
    const names = seesNames(caller, resource) ? 'full' : 'masked';
    return [{ id, version, names, document: { title: document?.title, reason, opinion, meeting, content } }];
  });
};

export const evidence = (publication: Publication, { query }: Procedures) => ({
  /** For the reader's own check of published versions against the log. */
  evidence: query('disclosure.read', disclosures, versionContents)
    .input(z.object({ refs: z.array(versionInput).max(maxBatch) }))
    .query(async ({ ctx, input: { refs } }) => {
      ctx.may(nation);
      return ctx.answer(await evidenceOf(publication, await askedVersions(publication, ctx.caller, refs)));
    }),
});

export const noticeEvidence = (publication: Publication, { query }: Procedures) => ({
  /** The same of notices. */
  evidence: query('notice.read', notices)
    .input(z.object({ refs: z.array(noticeVersionInput).max(maxBatch) }))
    .query(async ({ ctx, input: { refs } }) => {
      ctx.may(nation);
      const documents = await publication.models.notices.get([...new Set(refs.map(({ notice }) => notice))]);
      const bodies = await bodiesById(
        publication,
        [...documents.values()].map(({ body }) => body),
      );
      const asked = refs.flatMap(({ notice: id, version }): readonly Asked[] => {
        const document = documents.get(id);
        const body = bodies.get(document?.body ?? '');
        const published = document?.versions.find((one) => one.version === version);
        if (document === undefined || published === undefined) return [];
        const resource = body === undefined ? { division: document.division } : resourceOf(body);
        return ctx.may(resource) ? [{ id, version, names: 'masked', document: published }] : [];
      });
      return ctx.answer(await evidenceOf(publication, asked));
    }),
});

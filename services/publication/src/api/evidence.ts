import { nationalDivision } from '@cunjian/contracts';
import { digestsIn, revealDocument } from '@cunjian/personal-data';
import { writeCsv } from '@cunjian/tabular';
import { z } from 'zod';
import { contentKey, versionContents } from '../projections/contents.ts';
import { disclosures } from '../projections/disclosures.ts';
import { todayOf, type Procedures, type Publication } from '../publication-context.ts';
import { accountRows, sectionRows } from './csv-tables.ts';
import { visibleContents } from './disclosure-queries.ts';
import { idInput } from './inputs.ts';
import { resourceOfSubject } from './look-ups.ts';
import { seesNames, viewerOf } from './views.ts';

const nation = { division: nationalDivision };
const versionInput = z.object({ disclosure: idInput, version: z.int().min(1) });

/** What turns the digests of an event into what the reader sees: SHA-256(salt ‖ canonical JSON of value) is the digest. */
export interface Evidence {
  readonly event: string;
  readonly position: string;
  readonly values: readonly { readonly digest: string; readonly salt: string; readonly value: string }[];
}

/** Only values that the caller sees in full: the others stay digests to her, in the event as on the page. */
const evidenceOf = async (
  publication: Publication,
  document: object,
  names: 'full' | 'masked',
): Promise<Evidence['values']> => {
  const { vault } = publication.runtime;
  const digests = digestsIn(document);
  const values = await vault.get(digests);
  const shown = revealDocument(digests, values, viewerOf(names, todayOf(publication)));
  const open = digests.flatMap((digest, at) => {
    const record = values.get(digest);
    return record?.state === 'kept' && record.value === shown[at] ? [{ digest, value: record.value }] : [];
  });
  const salts = await vault.salts(open.map(({ digest }) => digest));
  return open.flatMap(({ digest, value }) => {
    const salt = salts.get(digest);
    return salt === undefined ? [] : [{ digest, salt: Buffer.from(salt).toString('base64'), value }];
  });
};

export const evidence = (publication: Publication, { query }: Procedures) => ({
  /** For the reader's own check of a published version against the log. */
  evidence: query('disclosure.read', disclosures, versionContents)
    .input(versionInput)
    .query(async ({ ctx, input: { disclosure, version } }) => {
      ctx.may(nation);
      const { models } = publication;
      const document = (await models.disclosures.get([disclosure])).get(disclosure);
      const published = document?.versions.find((one) => one.version === version);
      const resource = document && resourceOfSubject(document);
      if (resource === undefined || published === undefined || !ctx.may(resource))
        return ctx.answer<Evidence | undefined>(undefined);
      const key = contentKey(disclosure, version);
      const content = (await models.versionContents.get([key])).get(key);
      const { event, position, reason, opinion, meeting } = published;
      const names = seesNames(ctx.caller, resource) ? 'full' : 'masked';
      const all = { title: document?.title, reason, opinion, meeting, content };
      return ctx.answer<Evidence>({ event, position, values: await evidenceOf(publication, all, names) });
    }),

  /**
   * UTF-8 with a byte order mark; nothing in it runs as a formula. Names by right. `accounts`: the lines, in the form that
   * an import takes; `sections`: a table for each of the others.
   */
  exportCsv: query('disclosure.read', disclosures, versionContents)
    .input(versionInput.extend({ part: z.enum(['accounts', 'sections']).default('accounts') }))
    .query(async ({ ctx, input: { part, ...version } }) => {
      ctx.may(nation);
      const [content] = await visibleContents(publication, ctx.caller, [version], false);
      if (content === undefined) return ctx.answer<string | undefined>(undefined);
      return ctx.answer(writeCsv(part === 'accounts' ? accountRows(content.accounts) : sectionRows(content.sections)));
    }),
});

import { type Acting, instantOf } from '@cunjian/service-kit/acting';
import { resourceOfSubject } from '@cunjian/access';
import { nationalDivision } from '@cunjian/contracts';
import { writeCsv } from '@cunjian/tabular';
import { z } from 'zod';
import { versionContents } from '../projections/contents.ts';
import { disclosures } from '../projections/disclosures.ts';
import { type Procedures, type Publication } from '../publication-context.ts';
import { accountRows, sectionRows } from './csv-tables.ts';
import { exportPurpose } from './export-record.ts';
import { versionRef, visibleContents } from './visible-contents.ts';
import { seesNames } from './views.ts';

const exportInput = versionRef.extend({ part: z.enum(['accounts', 'sections']).default('accounts') });

/** Names typed into accounts carry no subject, so it is recorded who took them, and of nobody that hers were among them. */
const recordExport = async (publication: Publication, { caller }: Pick<Acting, 'caller'>, disclosure: string) => {
  const { acting, person } = caller;
  const document = (await publication.models.disclosures.get([disclosure])).get(disclosure);
  if (acting === undefined || person === undefined || document === undefined) return;
  if (!seesNames(caller, resourceOfSubject(document))) return;
  await publication.runtime.readRecord.record({
    ...{ reader: person, office: acting.office, division: document.division, action: 'export' },
    ...{ purpose: `${exportPurpose}${disclosure}`, at: instantOf(publication), subjects: [] },
  });
};

export const disclosureExports = (publication: Publication, { query }: Procedures) => ({
  /**
   * UTF-8 with a byte order mark; nothing in it runs as a formula. Names by right. `accounts`: the lines, in the form that
   * an import takes; `sections`: a table for each of the others, undefined where there are none. An official's export
   * with names in full is recorded before it is given.
   */
  exportCsv: query('disclosure.read', disclosures, versionContents)
    .input(exportInput)
    .query(async ({ ctx, input: { part, ...version } }) => {
      ctx.may({ division: nationalDivision });
      const [content] = await visibleContents(publication, ctx.caller, [version], false);
      if (content === undefined || (part === 'sections' && content.sections.length === 0))
        return ctx.answer<string | undefined>(undefined);
      await recordExport(publication, ctx, version.disclosure);
      return ctx.answer(writeCsv(part === 'accounts' ? accountRows(content.accounts) : sectionRows(content.sections)));
    }),
});

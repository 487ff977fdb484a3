import { idInput, pageInput } from '@cunjian/service-kit/acting';
import { resourceOfSubject } from '@cunjian/access';
import { divisionCode, nationalDivision } from '@cunjian/contracts';
import { refuse } from '@cunjian/kernel';
import type { RecordedExport } from '@cunjian/personal-data';
import { disclosures } from '../projections/disclosures.ts';
import type { Procedures, Publication } from '../publication-context.ts';

/** As the record of reads has it. */
export const exportPurpose = 'disclosure.export ';

export interface ExportView {
  readonly disclosure: string;
  readonly division: string;
  /** The office acted in. */
  readonly office: string;
  readonly at: string;
}

const exportsInput = pageInput.extend({ division: divisionCode, after: idInput.optional() });
/** Records looked through at once for those that the caller may see. */
const batchOfRecords = 200;

export const exportRecord = (publication: Publication, { query }: Procedures) => ({
  /**
   * Which officials took names in full out of a village's disclosures, newest first: for those who watch over the body
   * whose disclosure it was. Refuses `query.bad-cursor`.
   */
  exports: query('exports.read', disclosures)
    .input(exportsInput)
    .query(async ({ ctx, input: { division, first, after } }) => {
      ctx.may({ division: nationalDivision });
      if (after !== undefined && !/^\d{1,15}$/.test(after)) return ctx.answer(refuse('query.bad-cursor', {}, 'after'));
      const visible = async (found: readonly RecordedExport[]) => {
        const named = found.map((one) => ({ ...one, disclosure: one.purpose.slice(exportPurpose.length) }));
        const documents = await publication.models.disclosures.get(named.map(({ disclosure }) => disclosure));
        return named.filter(({ disclosure }) => {
          const document = documents.get(disclosure);
          return document !== undefined && ctx.may(resourceOfSubject(document));
        });
      };
      const items: { readonly cursor: string; readonly item: ExportView }[] = [];
      for (let from = after; items.length <= first;) {
        const page = { limit: batchOfRecords, ...(from === undefined ? {} : { after: from }) };
        const found = await publication.runtime.readRecord.exportsIn(division, page);
        for (const { cursor, disclosure, office, at } of await visible(found))
          items.push({ cursor, item: { disclosure, division, office, at } });
        if (found.length < batchOfRecords) break;
        from = found.at(-1)?.cursor;
      }
      return ctx.answer({ items: items.slice(0, first), hasMore: items.length > first });
    }),
});

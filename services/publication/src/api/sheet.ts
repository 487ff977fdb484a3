import { idInput, todayOf } from '@cunjian/service-kit/acting';
import { may, resourceOfSubject } from '@cunjian/access';
import { nationalDivision } from '@cunjian/contracts';
import { reveal, type Revealed } from '@cunjian/personal-data';
import { z } from 'zod';
import { currentVersion, type DisclosureDocument } from '../projections/disclosure-document.ts';
import type { Totals } from '../projections/figures.ts';
import { disclosures } from '../projections/disclosures.ts';
import type { Procedures, Publication } from '../publication-context.ts';
import { contentView, viewerOf, type ContentView } from './views.ts';
import { contentsOf, type VersionRef } from './visible-contents.ts';

type PrintedContent = Pick<ContentView, 'accounts' | 'sections'>;

export interface SheetStatus {
  readonly state: 'current' | 'corrected' | 'withdrawn' | 'figures-differ' | 'unknown';
  /** All the rest only where the figures are those of the sheet: then nothing is told that is not printed on it. */
  readonly currentVersion?: number | undefined;
  readonly publishedAt?: string | undefined;
  readonly totals?: Totals | undefined;
  /** What the sheet prints, names masked. Absent for a code that names the amounts alone, and of what was withdrawn. */
  readonly content?: Revealed<PrintedContent> | undefined;
}

/** Item by item, so that who stands before the board can compare: a code copied from another sheet names other lines. */
const printedOf = async (publication: Publication, ref: VersionRef): Promise<SheetStatus['content']> => {
  const [content] = await contentsOf(publication, [ref]);
  if (content === undefined) return undefined;
  const { accounts, sections } = contentView(content, undefined, false);
  return reveal(publication.runtime.vault, { accounts, sections }, viewerOf('masked', todayOf(publication)));
};

/**
 * What may be said, to anybody who holds it, of a sheet that claims these figures. Only who may read the disclosure is
 * told that it is there where the figures differ: anybody can make up a sheet, to ask what another village has published.
 */
export const sheetStatus = (
  document: DisclosureDocument | undefined,
  version: number,
  figuresHash: string,
  reads: boolean,
): SheetStatus => {
  const printed = document?.versions.find((one) => one.version === version);
  const latest = document && currentVersion(document);
  if (printed === undefined || latest === undefined) return { state: 'unknown' };
  if (printed.figuresHash !== figuresHash && printed.amountsHash !== figuresHash)
    return { state: reads ? 'figures-differ' : 'unknown' };
  const state = latest.withdrawnAt !== undefined ? 'withdrawn' : latest.version === version ? 'current' : 'corrected';
  const { publishedAt, totals } = printed;
  return { state, currentVersion: latest.version, publishedAt, totals };
};

export const sheets = (publication: Publication, { query }: Procedures) => ({
  /** For the QR code of a printed sheet; without sign-in. */
  checkSheet: query('sheet.check', disclosures)
    .input(
      z.object({
        disclosure: idInput,
        version: z.int().min(1),
        figuresHash: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .query(async ({ ctx, input: { disclosure, version, figuresHash } }) => {
      ctx.may({ division: nationalDivision });
      const found = (await publication.models.disclosures.get([disclosure])).get(disclosure);
      const reads = found !== undefined && may(ctx.caller, 'disclosure.read', resourceOfSubject(found));
      const status = sheetStatus(found, version, figuresHash, reads);
      const printed = found?.versions.find((one) => one.version === version && one.figuresHash === figuresHash);
      if (printed === undefined || status.state === 'withdrawn') return ctx.answer(status);
      return ctx.answer({ ...status, content: await printedOf(publication, { disclosure, version }) });
    }),
});

import { nationalDivision } from '@cunjian/contracts';
import { ancestors, createDivisionSearch, isDivisionCode, maxMatches, type Level } from '@cunjian/divisions';
import { z } from 'zod';
import { divisions } from '../projections/divisions.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { divisionImports } from './division-imports.ts';
import { codeInput, codesInput, pageInput, typedInput } from './inputs.ts';
import { divisionView, type DivisionView } from './views.ts';

const nation = { division: nationalDivision };
const asOfInput = z.iso.datetime({ precision: 3 }).optional();
const maxQueryLength = 40;

interface FoundDivision {
  readonly division: DivisionView;
  /** Names from the province down to the division itself. */
  readonly path: readonly string[];
}

interface Search {
  readonly text: string;
  readonly within: string | undefined;
  readonly level: Level | undefined;
  readonly first: number;
}

/** Candidates come from the index by the last word, then the few are ranked with their ancestors at hand. */
const searchDivisions = async (
  { queries }: Registry,
  { text, within, level, first }: Search,
): Promise<readonly FoundDivision[]> => {
  const candidates = await queries.divisions.candidates(text.split(/\s+/u).at(-1) ?? '', within);
  const above = await queries.divisions.get([...new Set(candidates.flatMap(({ code }) => ancestors(code)))]);
  const documents = new Map([...above, ...candidates.map((one) => [one.code, one] as const)]);
  const search = createDivisionSearch([...documents.values()].map((one) => divisionView(one)));
  const matches = search.find(text, { limit: maxMatches, ...(within === undefined ? {} : { within }) });
  return matches
    .filter(({ division }) => level === undefined || division.level === level)
    .slice(0, first)
    .flatMap(({ division: { code }, path }) => {
      const document = documents.get(code);
      return document === undefined ? [] : [{ division: divisionView(document), path }];
    });
};

/** Reads are public: `may` is asked for the nation once, for all codes of a batch. */
export const divisionsRouter = (registry: Registry, procedures: Procedures) => {
  const { router, query } = procedures;
  const { queries } = registry;
  const known = async (codes: readonly string[]) => queries.divisions.get([...new Set(codes)]);

  return router({
    ...divisionImports(registry, procedures),

    /** In the order asked; unknown codes are left out. */
    get: query('divisions.read', divisions)
      .input(z.object({ codes: codesInput, asOf: asOfInput }))
      .query(async ({ ctx, input: { codes, asOf } }) => {
        if (!ctx.may(nation)) return ctx.answer<readonly DivisionView[]>([]);
        const found = await known(codes);
        return ctx.answer(codes.flatMap((code) => found.get(code) ?? []).map((one) => divisionView(one, asOf)));
      }),

    /** A page of what is listed directly below each, in the order of codes. `000000000000`: the provinces. */
    children: query('divisions.read', divisions)
      .input(z.object({ parents: z.array(pageInput.extend({ code: codeInput })).max(100) }))
      .query(async ({ ctx, input: { parents } }) => {
        const allowed = ctx.may(nation) ? parents : [];
        const pages = await Promise.all(
          allowed.map(async ({ code, first, after }) => {
            const { items, hasMore } = await queries.divisions.childrenOf(code, first, after);
            return {
              code,
              hasMore,
              items: items.map(({ document, cursor }) => ({ cursor, division: divisionView(document) })),
            };
          }),
        );
        return ctx.answer(pages);
      }),

    /** Per code, from the province down to the parent. */
    ancestors: query('divisions.read', divisions)
      .input(z.object({ codes: codesInput }))
      .query(async ({ ctx, input: { codes } }) => {
        const paths = ctx.may(nation)
          ? codes.filter(isDivisionCode).map((code) => [code, ancestors(code)] as const)
          : [];
        const found = await known(paths.flatMap(([, path]) => path));
        return ctx.answer(
          paths.map(([code, path]) => ({
            code,
            ancestors: path.flatMap((above) => found.get(above) ?? []).map((one) => divisionView(one)),
          })),
        );
      }),

    /** By part of a name or pinyin initials, best first; several words may name ancestors (`瑞安 河头`), the last is the unit's own. */
    search: query('divisions.read', divisions)
      .input(
        z.object({
          text: typedInput(maxQueryLength),
          within: codeInput.optional(),
          level: z.enum(['province', 'city', 'county', 'town', 'village']).optional(),
          first: z.int().min(1).max(maxMatches),
        }),
      )
      .query(async ({ ctx, input: { text, within, level, first } }) => {
        if (!ctx.may(nation)) return ctx.answer<readonly FoundDivision[]>([]);
        return ctx.answer(await searchDivisions(registry, { text, within, level, first }));
      }),
  });
};

import { nationalDivision } from '@cunjian/contracts';
import { z } from 'zod';
import { imports } from '../projections/imports.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { codeInput, idsInput, pageInput } from './inputs.ts';

export const importsRouter = ({ queries }: Registry, { router, query }: Procedures) =>
  router({
    /** Progress: `added + changed + ended` events so far; `completed` when all rows are written. */
    get: query('imports.read', imports)
      .input(z.object({ imports: idsInput }))
      .query(async ({ ctx, input }) => {
        const found = [...(await queries.imports.get(input.imports)).values()];
        ctx.may({ division: nationalDivision });
        return ctx.answer(found.filter(({ division }) => ctx.may({ division })));
      }),

    /** Newest first. `000000000000`: the lists of divisions. */
    list: query('imports.read', imports)
      .input(pageInput.extend({ division: codeInput }))
      .query(async ({ ctx, input: { division, first, after } }) => {
        const denied = ctx.authorise({ division });
        if (denied !== undefined) return ctx.answer(denied);
        const { items, hasMore } = await queries.imports.page(division, first, after);
        return ctx.answer({ hasMore, items: items.map(({ document, cursor }) => ({ cursor, import: document })) });
      }),
  });

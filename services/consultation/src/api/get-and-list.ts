import type { Caller } from '@cunjian/access';
import { divisionCode, nationalDivision } from '@cunjian/contracts';
import type { CollectionReader, Document } from '@cunjian/read-model';
import { idsInput, pageInput } from '@cunjian/service-kit/acting';
import { z } from 'zod';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { inOrder } from './in-order.ts';
import { bodiesWhere } from './look-ups.ts';
import { emptyPage, readPage, type Page, type Shown } from './page.ts';

interface GetAndList<Found extends Document, View> {
  readonly collection: CollectionReader<Found>;
  /** Its field with the body, or the bodies, whose affair it is. */
  readonly bodyField: string;
  /** Its field by which the newest comes first. */
  readonly newest: string;
  /** How they are shown to a caller. */
  shown(caller: Caller): Shown<Found, View>;
}

/** What is asked of everything that bodies of a village have before them, by a query with the right to read it. */
export const getAndList = <Found extends Document, View>(
  consultation: Consultation,
  query: ReturnType<Procedures['query']>,
  { collection, bodyField, newest, shown }: GetAndList<Found, View>,
) => ({
  /** In the order asked; what is not there or not for the caller is left out. */
  get: query.input(z.object({ ids: idsInput })).query(async ({ ctx, input: { ids } }) => {
    ctx.may({ division: nationalDivision });
    return ctx.answer(await shown(ctx.caller).views(await inOrder(collection, ids)));
  }),

  /** Of all bodies of the village that the caller may read, newest first. */
  list: query
    .input(pageInput.extend({ division: divisionCode }))
    .query(async ({ ctx, input: { division, ...asked } }) => {
      ctx.may({ division: nationalDivision });
      const bodies = await bodiesWhere(consultation, division, ctx.may);
      if (bodies.length === 0) return ctx.answer<Page<View>>(emptyPage);
      return ctx.answer(
        await readPage<Found, View>(collection, asked, {
          where: { [bodyField]: { in: bodies } },
          order: { by: newest, direction: 'descending' },
          ...shown(ctx.caller),
        }),
      );
    }),
});

import { bodies } from '@cunjian/access';
import { z } from 'zod';
import { mayOpen } from '../openings/may-open.ts';
import { divisionOf, logInput, maxPage, resourcesOf, type Audit, type Procedures } from './audit-context.ts';

export const openingProcedures = ({ runtime, audit: { logs } }: Audit, { query }: Procedures) => ({
  /** What the entries from `from` on commit to; those that the caller may not read are left out and counted. */
  openings: query('log.openings', bodies)
    .input(z.object({ log: logInput, from: z.int().nonnegative(), limit: z.int().min(1).max(maxPage) }))
    .query(async ({ ctx, input: { log, from, limit } }) => {
      const division = divisionOf(log);
      ctx.may({ division });
      const sealed = await logs.events(log, from, limit);
      const events = sealed.map((stored) => ({ stored, event: runtime.catalogue.decode(stored) }));
      const resourceOf = await resourcesOf(
        runtime,
        events.map(({ event }) => event),
        division,
      );
      const openings = events.flatMap(({ stored, event }) => {
        const resource = resourceOf(event);
        if (!mayOpen(ctx, event, resource)) return [];
        return [
          {
            index: stored.index,
            event: new TextDecoder().decode(stored.bytes),
            salt: Buffer.from(stored.salt).toString('base64'),
          },
        ];
      });
      return { openings, withheld: sealed.length - openings.length, next: from + sealed.length };
    }),
});

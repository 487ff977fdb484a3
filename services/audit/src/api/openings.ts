import { bodies, may, mayOpen, resourcesOf } from '@cunjian/access';
import { z } from 'zod';
import { isHeadsLog } from '@cunjian/contracts';
import { divisionOf, logInput, maxPage, type Audit, type Procedures } from './audit-context.ts';

export const openingProcedures = ({ runtime, audit: { logs } }: Audit, { query }: Procedures) => ({
  /**
   * What the entries from `from` on commit to; those that the caller may not read are left out and counted. Of entries
   * since the last heads, who may not read the division fresh gets what is for her by a right of hers, and no count: how
   * many there are would tell anybody how busy a village is right now.
   */
  openings: query('log.openings', bodies)
    .input(z.object({ log: logInput, from: z.int().nonnegative(), limit: z.int().min(1).max(maxPage) }))
    .query(async ({ ctx, input: { log, from, limit } }) => {
      const division = divisionOf(log);
      ctx.may({ division });
      const fresh = isHeadsLog(log) || may(ctx.caller, 'log.read-fresh', { division });
      const shown = fresh ? Infinity : (logs.publicHead(log)?.size ?? 0);
      const sealed = await logs.events(log, from, limit);
      const events = sealed.map((stored) => ({ stored, event: runtime.catalogue.decode(stored) }));
      const resourceOf = await resourcesOf(
        runtime.readModels,
        events.map(({ event }) => event),
      );
      const now = runtime.clock.now();
      const openings = events.flatMap(({ stored, event }) => {
        const resource = resourceOf(event);
        if (!mayOpen(ctx, event, resource, now) || (stored.index >= shown && event.audience === 'public')) return [];
        return [
          {
            index: stored.index,
            event: new TextDecoder().decode(stored.bytes),
            salt: Buffer.from(stored.salt).toString('base64'),
          },
        ];
      });
      const counted = sealed.filter(({ index }) => index < shown).length;
      const opened = openings.filter(({ index }) => index < shown).length;
      const last = openings.at(-1)?.index ?? -1;
      return { openings, withheld: counted - opened, next: Math.max(from + counted, last + 1) };
    }),
});

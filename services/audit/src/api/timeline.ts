import { bodies, mayOpen, opensLater, resourcesOf } from '@cunjian/access';
import { z } from 'zod';
import { timelinePage } from '../timeline/timeline.ts';
import { divisionInput, failed, maxPage, type Audit, type Procedures } from './audit-context.ts';

/** Stands for the name of an event that nobody but whoever acted is given yet. */
export const opensLaterName = 'opens-later';

export const timelineProcedures = ({ runtime, audit: { logs } }: Audit, { query }: Procedures) => ({
  timeline: query('log.timeline', bodies)
    .input(
      z.object({
        division: divisionInput,
        asOf: z.iso.datetime().optional(),
        before: z.int().nonnegative().optional(),
        limit: z.int().min(1).max(maxPage),
      }),
    )
    .query(async ({ ctx, input }) => {
      const denied = ctx.authorise({ division: input.division });
      if (denied !== undefined) return failed(denied);
      const log = logs.current(input.division);
      const asOf = input.asOf === undefined ? undefined : Date.parse(input.asOf);
      const page = await timelinePage(
        { logs, catalogue: runtime.catalogue },
        { log, asOf, before: input.before, limit: input.limit },
      );
      const resourceOf = await resourcesOf(
        runtime.readModels,
        page.entries.map(({ event }) => event),
      );
      const now = runtime.clock.now();
      const entries = page.entries.map(({ index, event }) => {
        const resource = resourceOf(event);
        const open = mayOpen(ctx, event, resource, now);
        // That somebody voted, and for which body's ballot, would tell how many have.
        const later = !open && opensLater(event, now);
        return {
          index,
          event: event.id,
          time: event.time,
          name: later ? opensLaterName : event.name,
          source: event.source,
          // Names of streams hold ids of people: who cast a ballot, whose data were erased.
          stream: open ? event.subject : null,
          body: later ? null : (event.body ?? null),
          data: open ? event.data : null,
        };
      });
      return { ok: true as const, log, entries, hasMore: page.hasMore };
    }),
});

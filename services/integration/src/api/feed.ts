import { bodies } from '@cunjian/access';
import { divisionCode, logName, nationalDivision } from '@cunjian/contracts';
import { refuse } from '@cunjian/kernel';
import { oneLine } from '@cunjian/personal-data';
import { z } from 'zod';
import { unknownTypesOf } from '../feed/known-types.ts';
import { viewEntries } from '../feed/entry-view.ts';
import { divisionOfLog, hasEnded } from '../feed/places.ts';
import type { Integration, Procedures } from '../integration-context.ts';

/** Entries of one answer. */
export const maxFeedPage = 100;
const maxTypes = 200;
/** Divisions of one question. */
const maxSizes = 1_000;

/** What subscriptions read: pages of a division's log, in its order, each by the rights of the moment. */
export const feedRouter = (integration: Integration, { query, router }: Procedures) => {
  const { runtime, places, deployment } = integration;
  return router({
    /**
     * Entries from index `from` on, of the log that the division writes now or, by its name, of an earlier epoch. Where
     * `types` are named, those that the caller may read of them; `next` is where to go on. Of an epoch that has ended
     * nothing more comes: `ended` tells. Where the log is that the division writes now, and how long, is refused
     * `events.not-placed` while that is found out anew; by its name a log is answered for also then.
     */
    entries: query('events.follow', bodies)
      .input(
        z.object({
          division: divisionCode,
          log: oneLine(z.string().min(1).max(50)).optional(),
          from: z.int().nonnegative(),
          limit: z.int().min(1).max(maxFeedPage),
          types: z
            .array(oneLine(z.string().min(1).max(100)))
            .max(maxTypes)
            .default([]),
        }),
      )
      .query(async ({ ctx, input: { division, log: named, from, limit, types } }) => {
        const denied = ctx.authorise({ division });
        if (denied !== undefined) return { ok: false as const, refusals: denied.refused };
        const [value] = unknownTypesOf(types);
        if (value !== undefined)
          return { ok: false as const, refusals: refuse('webhook.unknown-type', { value }, 'types').refused };
        const namesIts = named !== undefined && divisionOfLog(named) === division;
        if (!namesIts && !(await places.reached(await runtime.store.head())))
          return { ok: false as const, refusals: refuse('events.not-placed', {}).refused };
        const [current = { log: logName(division, 1), size: 0 }] = await places.sizes([division]);
        const log = namesIts ? named : current.log;
        const found = await places.entries(log, from, limit);
        const stored = await Promise.all(found.map(({ position }) => runtime.store.readEvent(BigInt(position))));
        const placed = found.flatMap((place, i) => {
          const event = stored[i];
          return event === undefined ? [] : [{ place, stored: event }];
        });
        const { readModels, catalogue, clock } = runtime;
        const entries = await viewEntries({ readModels, catalogue, deployment, clock }, ctx.caller, placed, types);
        return {
          ok: true as const,
          log,
          /** Of the log that the division writes now. */
          size: current.size,
          entries,
          next: from + found.length,
          ended: hasEnded(log, current.log) && found.length === 0,
        };
      }),

    /** How many entries the logs have that these divisions write now; for the gateway, which shows it to nobody. */
    sizes: query('log.read-heads')
      .input(z.object({ divisions: z.array(divisionCode).max(maxSizes) }))
      .query(async ({ ctx, input: { divisions } }) => {
        ctx.may({ division: nationalDivision });
        return (await places.sizes(divisions)).map(({ division, size }) => ({ division, size }));
      }),

    /** Moves whenever something was sealed; for the gateway, which shows it to nobody. */
    position: query('log.read-heads').query(async ({ ctx }) => {
      ctx.may({ division: nationalDivision });
      return String(await places.position());
    }),
  });
};

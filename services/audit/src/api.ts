import { bodies, resourceOf, type Body, type Resource } from '@cunjian/access';
import { nationalDivision, type Envelope } from '@cunjian/contracts';
import { refuse, type Refused } from '@cunjian/kernel';
import { createProcedures, type ServiceRuntime } from '@cunjian/service-kit';
import { z } from 'zod';
import type { AuditLogs } from './audit-logs.ts';
import { mayOpen } from './openings/may-open.ts';
import { isHeadsLog, parseLogName } from './sealing/log-name.ts';
import { timelinePage } from './timeline/timeline.ts';

const division = z.string().regex(/^\d{12}$/);
const logName = z
  .string()
  .refine((name) => parseLogName(name) !== undefined, '`heads` or a division code, and `/epoch-<n>`');
const position = z.string().regex(/^\d{1,20}$/);
const maxPage = 256;

/** Nobody's rights in a division decide over the heads: they are public. */
const divisionOf = (log: string): string =>
  isHeadsLog(log) ? nationalDivision : (parseLogName(log)?.log ?? nationalDivision);
const failed = ({ refused }: Refused) => ({ ok: false as const, refusals: refused });

/** The service's procedures. Bytes travel as Base64. */
export const createApi = (runtime: ServiceRuntime, audit: AuditLogs) => {
  const { router, query } = createProcedures(runtime.resolveCaller, runtime.readGate);
  const { logs } = audit;

  const resourcesOf = async (events: readonly Envelope[]): Promise<ReadonlyMap<string, Resource>> => {
    const ids = [...new Set(events.flatMap(({ body }) => (body === undefined ? [] : [body])))];
    const found = await runtime.readModels.collection<Body>(bodies).get(ids);
    return new Map([...found].map(([id, body]) => [id, resourceOf(body)]));
  };

  return router({
    /** Head and keys of a division's log: fresh for its signed-in readers, that of the last heads for anyone else. */
    log: query('log.read-fresh')
      .input(z.object({ log: logName }))
      .query(async ({ ctx, input: { log } }) => audit.describe(log, ctx.may({ division: divisionOf(log) }))),

    /** `checkpoint` or a tile path; undefined where there is none for this caller. */
    resource: query('log.read-fresh')
      .input(z.object({ log: logName, path: z.string().max(200) }))
      .query(async ({ ctx, input: { log, path } }) =>
        audit.resource(log, path, ctx.may({ division: divisionOf(log) })),
      ),

    vkeys: query('log.read-heads')
      .input(z.object({ division: division.optional() }))
      .query(({ ctx, input }) => {
        ctx.may({ division: nationalDivision });
        return audit.vkeys(input.division);
      }),

    /** What the entries from `from` on commit to; those that the caller may not read are left out and counted. */
    openings: query('log.openings', bodies)
      .input(z.object({ log: logName, from: z.int().nonnegative(), limit: z.int().min(1).max(maxPage) }))
      .query(async ({ ctx, input: { log, from, limit } }) => {
        const division = divisionOf(log);
        ctx.may({ division });
        const sealed = await logs.events(log, from, limit);
        const events = sealed.map((stored) => ({ stored, event: runtime.catalogue.decode(stored) }));
        const resources = await resourcesOf(events.map(({ event }) => event));
        const openings = events.flatMap(({ stored, event }) => {
          const resource = (event.body === undefined ? undefined : resources.get(event.body)) ?? { division };
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

    /** C2SP tlog-proof that entry `index` is in the log. */
    proof: query('log.read-fresh')
      .input(z.object({ log: logName, index: z.int().nonnegative() }))
      .query(async ({ ctx, input: { log, index } }) => audit.proof(log, index, ctx.may({ division: divisionOf(log) }))),

    /** Where events stand in their logs; null where they are not sealed yet. */
    seals: query('log.read-heads')
      .input(z.object({ events: z.array(z.object({ division, position })).max(1_000) }))
      .query(({ ctx, input }) => {
        ctx.may({ division: nationalDivision });
        return input.events.map((event) => audit.seal(event.division, BigInt(event.position)));
      }),

    receipt: query('log.receipt')
      .input(z.object({ position, count: z.int().min(1).max(1_000) }))
      .query(async ({ ctx, input }) => {
        ctx.may({ division: nationalDivision });
        const note = await audit.receipt(BigInt(input.position), input.count);
        return note === undefined ? failed(refuse('receipt.no-events', {})) : { ok: true as const, note };
      }),

    receiptState: query('log.receipt')
      .input(z.object({ note: z.string().max(100_000) }))
      .query(({ ctx, input }) => {
        ctx.may({ division: nationalDivision });
        return audit.receiptState(input.note);
      }),

    timeline: query('log.timeline', bodies)
      .input(
        z.object({
          division,
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
        const resources = await resourcesOf(page.entries.map(({ event }) => event));
        const entries = page.entries.map(({ index, event }) => {
          const resource = (event.body === undefined ? undefined : resources.get(event.body)) ?? {
            division: input.division,
          };
          const open = mayOpen(ctx, event, resource);
          return {
            index,
            event: event.id,
            time: event.time,
            name: event.name,
            source: event.source,
            stream: event.subject,
            body: event.body ?? null,
            data: open ? event.data : null,
          };
        });
        return { ok: true as const, log, entries, hasMore: page.hasMore };
      }),
  });
};
export type AuditRouter = ReturnType<typeof createApi>;

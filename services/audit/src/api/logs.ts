import { z } from 'zod';
import {
  divisionInput,
  divisionOf,
  logInput,
  nation,
  positionInput,
  type Audit,
  type Procedures,
} from './audit-context.ts';

/** Checkpoints, tiles and proofs: fresh for a division's signed-in readers, of the last heads for anyone else. */
export const logProcedures = ({ audit }: Audit, { query }: Procedures) => ({
  /** Head and keys of a division's log: fresh for its signed-in readers, that of the last heads for anyone else. */
  log: query('log.read-fresh')
    .input(z.object({ log: logInput }))
    .query(async ({ ctx, input: { log } }) => audit.describe(log, ctx.may({ division: divisionOf(log) }))),

  /** `checkpoint` or a tile path; undefined where there is none for this caller. */
  resource: query('log.read-fresh')
    .input(z.object({ log: logInput, path: z.string().max(200) }))
    .query(async ({ ctx, input: { log, path } }) => audit.resource(log, path, ctx.may({ division: divisionOf(log) }))),

  /** C2SP tlog-proof that entry `index` is in the log. */
  proof: query('log.read-fresh')
    .input(z.object({ log: logInput, index: z.int().nonnegative() }))
    .query(async ({ ctx, input: { log, index } }) => audit.proof(log, index, ctx.may({ division: divisionOf(log) }))),

  /** Where events stand in their logs; null where they are not sealed yet. */
  seals: query('log.read-heads')
    .input(z.object({ events: z.array(z.object({ division: divisionInput, position: positionInput })).max(1_000) }))
    .query(({ ctx, input }) => {
      ctx.may(nation);
      return input.events.map((event) => audit.seal(event.division, BigInt(event.position)));
    }),

  vkeys: query('log.read-heads')
    .input(z.object({ division: divisionInput.optional() }))
    .query(({ ctx, input }) => {
      ctx.may(nation);
      return audit.vkeys(input.division);
    }),
});

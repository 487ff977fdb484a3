import { bodies, may, mayOpen, resourcesOf, type Caller, type Resource } from '@cunjian/access';
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

interface SealOf {
  readonly division: string;
  readonly position: string;
}

/**
 * Places since the last heads are told to readers of the division, and to those for whom the event itself is: the place of
 * a public one would tell anybody how much else has happened there.
 */
const sealsFor = async ({ audit, runtime }: Audit, caller: Caller, events: readonly SealOf[]) => {
  const opens = (resource: Resource) => may(caller, 'log.openings', resource);
  return Promise.all(
    events.map(async ({ division, position }) => {
      const seal = audit.seal(division, BigInt(position));
      const shown = audit.logs.publicHead(seal.log)?.size ?? 0;
      if (seal.index === null || seal.index < shown || may(caller, 'log.read-fresh', { division })) return seal;
      const stored = await runtime.store.readEvent(BigInt(position));
      const event = stored && runtime.catalogue.decode(stored);
      if (event === undefined || event.audience === 'public') return { ...seal, index: null };
      const resource = (await resourcesOf(runtime.readModels, [event]))(event);
      return mayOpen({ caller, may: opens }, event, resource, runtime.clock.now()) ? seal : { ...seal, index: null };
    }),
  );
};

/** Checkpoints, tiles and proofs: fresh for a division's signed-in readers, of the last heads for anyone else. */
export const logProcedures = (context: Audit, { query }: Procedures) => {
  const { audit } = context;
  return {
    /** Head and keys of a division's log: fresh for its signed-in readers, that of the last heads for anyone else. */
    log: query('log.read-fresh')
      .input(z.object({ log: logInput }))
      .query(async ({ ctx, input: { log } }) => audit.describe(log, ctx.may({ division: divisionOf(log) }))),

    /** `checkpoint` or a tile path; undefined where there is none for this caller. */
    resource: query('log.read-fresh')
      .input(z.object({ log: logInput, path: z.string().max(200) }))
      .query(async ({ ctx, input: { log, path } }) =>
        audit.resource(log, path, ctx.may({ division: divisionOf(log) })),
      ),

    /** C2SP tlog-proof that entry `index` is in the log. */
    proof: query('log.read-fresh')
      .input(z.object({ log: logInput, index: z.int().nonnegative() }))
      .query(async ({ ctx, input: { log, index } }) => audit.proof(log, index, ctx.may({ division: divisionOf(log) }))),

    /** Where events stand in their logs; null where they are not sealed yet, or not for this caller to know. */
    seals: query('log.read-heads', bodies)
      .input(z.object({ events: z.array(z.object({ division: divisionInput, position: positionInput })).max(1_000) }))
      .query(({ ctx, input }) => {
        ctx.may(nation);
        return sealsFor(context, ctx.caller, input.events);
      }),

    /** How far the store is sealed: integrators are given nothing beyond it. */
    sealedPosition: query('log.read-heads').query(({ ctx }) => {
      ctx.may(nation);
      return String(audit.logs.position());
    }),

    vkeys: query('log.read-heads')
      .input(z.object({ division: divisionInput.optional() }))
      .query(({ ctx, input }) => {
        ctx.may(nation);
        return audit.vkeys(input.division);
      }),
  };
};

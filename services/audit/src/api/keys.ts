import { nationalDivision } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import type { Outcome } from '@cunjian/service-kit';
import { rotationPurposes } from '@cunjian/tlog';
import { z } from 'zod';
import { rotationDecider, rotationsStream, type RotateKey } from '../signing/rotation.ts';
import { failed, nation, type Audit, type Procedures } from './audit-context.ts';

export const keyProcedures = ({ runtime, audit, keys }: Audit, { query, command }: Procedures) => ({
  rotations: query('log.read-heads').query(({ ctx }) => {
    ctx.may(nation);
    return audit.rotations();
  }),

  /** Who watches that everybody is shown the same heads: C2SP tlog-policy. */
  policy: query('log.read-heads').query(({ ctx }) => {
    ctx.may(nation);
    return audit.policy();
  }),

  /** A new signing key takes over at once; whoever trusts the old one is led to it by the statement that both sign. */
  rotateKey: command('log.rotate-key')
    .input(z.object({ purpose: z.enum(rotationPurposes) }))
    .mutation(async ({ ctx, input: { commandId, purpose } }): Promise<Outcome<{ readonly newVkey: string }>> => {
      const denied = ctx.authorise(nation);
      if (denied !== undefined) return failed(denied);
      const rotation = await keys.prepare(purpose, runtime.clock.now());
      const handled = await runtime.handle({
        stream: rotationsStream,
        decider: rotationDecider,
        command: rotation,
        meta: {
          commandId,
          actor: ctx.caller.person ?? '',
          office: ctx.caller.acting?.office,
          division: nationalDivision,
          correlationId: ctx.correlationId,
          audience: 'public',
        },
      });
      if (isRefused(handled)) return failed(handled);
      const recorded = handled.events[0]?.data as RotateKey;
      if (!handled.repeated) await keys.finish(recorded);
      return {
        ok: true,
        position: String(handled.position),
        events: handled.events.map(({ id }) => id),
        repeated: handled.repeated,
        result: { newVkey: recorded.newVkey },
      };
    }),
});

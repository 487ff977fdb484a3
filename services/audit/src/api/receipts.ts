import { refuse } from '@cunjian/kernel';
import { z } from 'zod';
import { failed, nation, positionInput, type Audit, type Procedures } from './audit-context.ts';

export const receiptProcedures = ({ audit }: Audit, { query }: Procedures) => ({
  receipt: query('log.receipt')
    .input(z.object({ position: positionInput, count: z.int().min(1).max(1_000) }))
    .query(async ({ ctx, input }) => {
      ctx.may(nation);
      const note = await audit.receipt(BigInt(input.position), input.count);
      return note === undefined ? failed(refuse('receipt.no-events', {})) : { ok: true as const, note };
    }),

  receiptState: query('log.receipt')
    .input(z.object({ note: z.string().max(100_000) }))
    .query(({ ctx, input }) => {
      ctx.may(nation);
      return audit.receiptState(input.note);
    }),
});

import { ownReads, ownReadsInput } from '@cunjian/service-kit/acting';
import type { Consultation, Procedures } from '../consultation-context.ts';

export const readsOfCaller = (consultation: Consultation, { query }: Procedures) => ({
  /** What officials read of the caller in this service, newest first. */
  mine: query('personal-data.reads')
    .input(ownReadsInput)
    .query(async ({ ctx, input }) => ctx.answer(await ownReads(consultation, ctx, input))),
});

import { ownReads, ownReadsInput } from '@cunjian/service-kit/acting';
import type { Publication, Procedures } from '../publication-context.ts';

export const readsOfCaller = (publication: Publication, { query }: Procedures) => ({
  /** What officials read of the caller in this service, newest first. */
  mine: query('personal-data.reads')
    .input(ownReadsInput)
    .query(async ({ ctx, input }) => ctx.answer(await ownReads(publication, ctx, input))),
});

import { nationalDivision } from '@cunjian/contracts';
import { refuse, type Refused } from '@cunjian/kernel';
import type { ReadOfSubject } from '@cunjian/personal-data';
import { z } from 'zod';
import type { Acting } from './act.ts';
import type { ActingService } from './context.ts';
import { idInput } from './inputs.ts';

/** One more than a page, so that whoever asks can tell whether there is a next one. */
const maxReads = 101;
export const ownReadsInput = z.object({ first: z.int().min(1).max(maxReads), after: idInput.optional() });

/**
 * What officials read of the caller in this service, newest first; for the action `personal-data.reads`. Refuses
 * `query.bad-cursor`, and whoever is bound to nobody.
 */
export const ownReads = async (
  { runtime }: Pick<ActingService, 'runtime'>,
  ctx: Pick<Acting, 'caller' | 'authorise'>,
  { first, after }: z.output<typeof ownReadsInput>,
): Promise<{ readonly items: readonly ReadOfSubject[] } | Refused> => {
  const { person } = ctx.caller;
  const denied = ctx.authorise({ division: nationalDivision, ...(person === undefined ? {} : { person }) });
  if (denied !== undefined || person === undefined) return denied ?? { items: [] };
  if (after !== undefined && !/^\d{1,15}$/.test(after)) return refuse('query.bad-cursor', {}, 'after');
  const page = { limit: first, ...(after === undefined ? {} : { after }) };
  return { items: await runtime.readRecord.ofSubject(person, page) };
};

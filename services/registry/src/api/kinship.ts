import { refuse } from '@cunjian/kernel';
import { z } from 'zod';
import { kinshipPairs } from '../projections/kinship-pairs.ts';
import { kinshipDecider, sortedPair } from '../kinship/kinship.ts';
import { residents } from '../projections/residents.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { act, outcome, refusal } from './act.ts';
import { codeInput, idInput, pageInput } from './inputs.ts';
import { namesOf } from './names.ts';
import { isKnownTo } from './person.ts';

export const kinshipProcedures = (registry: Registry, { query, command }: Procedures) => ({
  /** What a village recorded of near relatives 近亲属; of one person, who may look up her own. */
  kinship: query('kinship.read', kinshipPairs, residents)
    .input(pageInput.extend({ division: codeInput, person: idInput.optional() }))
    .query(async ({ ctx, input: { division, person, first, after } }) => {
      const denied = ctx.authorise({ division, ...(person === undefined ? {} : { person }) });
      if (denied !== undefined) return ctx.answer(denied);
      const { items, hasMore } = await registry.queries.kinshipPairs.page(division, person, first, after);
      const people = [...new Set(items.flatMap(({ document: { persons } }) => persons))];
      const names = await namesOf(registry, people, { shown: 'full', near: division, purpose: 'near relatives' }, ctx);
      return ctx.answer({
        hasMore,
        items: items.map(({ cursor, document: { persons, near, recordedAt } }) => ({
          cursor,
          persons: persons.map((one) => ({ person: one, name: names.get(one) ?? null })),
          near,
          recordedAt,
        })),
      });
    }),

  /** Two people of a village are near relatives 近亲属, or are not although they share a household. */
  recordKinship: command('kinship.record')
    .input(z.object({ division: codeInput, persons: z.tuple([idInput, idInput]), near: z.boolean() }))
    .mutation(async ({ ctx, input: { commandId, division, persons, near } }) => {
      const denied = ctx.authorise({ division });
      if (denied !== undefined) return refusal(denied);
      // The list shows names: of people the officer has only heard of it would tell them.
      for (const [i, person] of persons.entries())
        if (!(await isKnownTo(registry, person, ctx.may)))
          return refusal(refuse('person.unknown', { person }, `persons[${i}]`));
      const [a, b] = sortedPair(persons);
      const handled = await act(registry.runtime.handle, ctx, {
        commandId,
        stream: `kinship-${division}-${a}-${b}`,
        decider: kinshipDecider,
        command: { division, persons, near },
        division,
        audience: 'committee',
      });
      return outcome(handled, {});
    }),
});

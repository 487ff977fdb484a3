import { registrations } from '../projections/registrations.ts';
import { residents } from '../projections/residents.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { codeInput, pageInput } from './inputs.ts';
import { namesOf } from './names.ts';

export const registeredTwice = (registry: Registry, { query }: Procedures) => ({
  /** What waits for the registrar: people registered in this village and in another at once. */
  registeredTwice: query('residents.record', registrations, residents)
    .input(pageInput.extend({ division: codeInput }))
    .query(async ({ ctx, input: { division, first, after } }) => {
      const denied = ctx.authorise({ division });
      if (denied !== undefined) return ctx.answer(denied);
      const { items, hasMore } = await registry.queries.registrations.twice(division, first, after);
      const people = items.map(({ document: { person } }) => person);
      const naming = { shown: 'full', near: division, purpose: 'registered twice' } as const;
      const names = await namesOf(registry, people, naming, ctx);
      return ctx.answer({
        hasMore,
        items: items.map(({ cursor, document: { person, villages } }) => ({
          cursor,
          person,
          name: names.get(person) ?? null,
          elsewhere: villages.filter((village) => village !== division),
        })),
      });
    }),
});

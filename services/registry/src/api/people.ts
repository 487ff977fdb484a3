import { may, type Resource } from '@cunjian/access';
import { nationalDivision } from '@cunjian/contracts';
import { z } from 'zod';
import { offices } from '../projections/offices.ts';
import { residents } from '../projections/residents.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { idInput } from './inputs.ts';
import { namesOf } from './names.ts';
import { isKnownTo, placesEver } from './person.ts';

/** Most people of one call. */
const maxPeople = 100;

export interface PersonName {
  readonly person: string;
  readonly name: string;
}

export const peopleRouter = (registry: Registry, { router, query }: Procedures) =>
  router({
    /**
     * Names of people whose ids the caller was told, as those who object to a disclosure: her own, and by office of those
     * who belong or serve where it acts. Others are left out, and so are names that were erased. The read is recorded.
     */
    names: query('people.names', residents, offices)
      .input(z.object({ people: z.array(idInput).max(maxPeople) }))
      .query(async ({ ctx, input: { people } }) => {
        const mayKnow = async (person: string) =>
          ctx.may({ division: nationalDivision, person }) || (await isKnownTo(registry, person, ctx.may));
        const known = await Promise.all(people.map(mayKnow));
        ctx.may({ division: nationalDivision });
        const asked = people.filter((_, at) => known[at]);
        const names = await namesOf(registry, asked, { shown: 'full', purpose: 'name of a person' }, ctx);
        return ctx.answer(
          asked.flatMap((person): PersonName[] => {
            const name = names.get(person);
            return name === undefined ? [] : [{ person, name }];
          }),
        );
      }),

    /**
     * Of those who said something in a village, to those who deliberate with them: masked 张*, and in full where the caller
     * may know the name anyway, which is recorded. Others are left out.
     */
    authors: query('people.masked-names', residents, offices)
      .input(z.object({ people: z.array(idInput).max(maxPeople) }))
      .query(async ({ ctx, input: { people } }) => {
        const places = new Map(
          await Promise.all(people.map(async (person) => [person, await placesEver(registry, person)] as const)),
        );
        const isNear = (person: string, mayThere: (resource: Resource) => boolean) =>
          (places.get(person) ?? []).some((division) => mayThere({ division }));
        const inFull = (resource: Resource) => may(ctx.caller, 'people.names', resource);
        ctx.may({ division: nationalDivision });
        const full = people.filter(
          (person) => inFull({ division: nationalDivision, person }) || isNear(person, inFull),
        );
        const masked = people.filter((person) => !full.includes(person) && isNear(person, ctx.may));
        const names = new Map([
          ...(await namesOf(registry, full, { shown: 'full', purpose: 'name of a person' }, ctx)),
          ...(await namesOf(registry, masked, { shown: 'masked', purpose: 'name of a person' }, ctx)),
        ]);
        return ctx.answer([...names].map(([person, name]): PersonName => ({ person, name })));
      }),
  });

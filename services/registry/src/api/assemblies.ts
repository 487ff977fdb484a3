import { resourceOf, type Resource } from '@cunjian/access';
import { assemblyKinds, divisionCode, nationalDivision, type AssemblyKind } from '@cunjian/contracts';
import { dateInShanghai } from '@cunjian/statutes';
import { z } from 'zod';
import {
  drawInhabitants,
  isAdult,
  ofInhabitants,
  type Drawn,
  type Inhabitant,
  type InhabitantsAssembly,
} from '../assembly/draw.ts';
import { members } from '../projections/members.ts';
import { isHeld, offices } from '../projections/offices.ts';
import { residents, type ResidentDocument } from '../projections/residents.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { idInput } from './inputs.ts';

const assemblyInput = z.object({
  assembly: z.enum(assemblyKinds),
  division: divisionCode,
  body: idInput,
  group: idInput.optional(),
  asOf: z.iso.datetime(),
});
type Asked = z.output<typeof assemblyInput>;

/** Members of a committee, by their offices. */
const seats = {
  'party-branch': ['party-secretary'],
  committees: ['party-secretary', 'committee-chair', 'committee-member'],
} as const;

const isOfInhabitants = (assembly: AssemblyKind): assembly is InhabitantsAssembly =>
  ofInhabitants.some((one) => one === assembly);

const livedThere = ({ from, endedOn }: ResidentDocument, day: string): boolean =>
  from <= day && (endedOn === undefined || day < endedOn);

/** Birth dates are read by the register for the register: nobody is shown one. */
const inhabitantsOn = async ({ runtime }: Registry, documents: readonly ResidentDocument[], day: string) => {
  const there = documents.filter((document) => livedThere(document, day));
  const dates = await runtime.vault.get(there.flatMap(({ birthDate }) => birthDate ?? []));
  return there.map(({ birthDate, ...document }): Inhabitant => {
    const kept = birthDate === undefined ? undefined : dates.get(birthDate);
    return { ...document, ...(kept?.state === 'kept' ? { birthDate: String(kept.value) } : {}) };
  });
};

const ofVillage = async (
  registry: Registry,
  { assembly, division, group, asOf }: Asked & { assembly: InhabitantsAssembly },
) => {
  const day = dateInShanghai(asOf);
  const everybody: ResidentDocument[] = [];
  for await (const page of registry.queries.residents.pages(division)) everybody.push(...page);
  return drawInhabitants(assembly, await inhabitantsOn(registry, everybody, day), { day, group });
};

/** Of a body's roll. The household is the one she belongs to, in that village or another; somebody of no village is one of her own. */
const ofRoll = async (registry: Registry, { body, asOf, assembly, division }: Asked): Promise<readonly Drawn[]> => {
  const day = dateInShanghai(asOf);
  const people = await registry.queries.members.onDay(body, day);
  const residencies = await Promise.all(people.map((person) => registry.queries.residents.ofPerson(person)));
  const found = residencies.flatMap((known) => {
    const there = known.filter((one) => livedThere(one, day));
    return there.find((one) => one.division === division) ?? there.find(({ kind }) => kind === 'registered') ?? [];
  });
  const inhabitants = new Map((await inhabitantsOn(registry, found, day)).map((one) => [one.person, one]));
  return people.flatMap((person): Drawn[] => {
    const known = inhabitants.get(person);
    // Full civil capacity: Rural Collective Economic Organisations Law art. 26.
    if (assembly === 'collective-members' && known !== undefined && !isAdult(known, day)) return [];
    const { household = person, group } = known ?? {};
    return [{ person, household, ...(group === undefined ? {} : { group }) }];
  });
};

const ofOffices = async (
  { queries }: Registry,
  kinds: readonly string[],
  { division, asOf }: Asked,
): Promise<Drawn[]> => {
  const day = dateInShanghai(asOf);
  const held = (await queries.offices.ofDivision(division)).filter((office) => isHeld(office, day));
  const people = held.filter(({ kind }) => kinds.includes(kind)).map(({ person }) => person);
  return [...new Set(people)].map((person) => ({ person, household: person }));
};

const drawn = async (registry: Registry, asked: Asked): Promise<readonly Drawn[]> => {
  const { assembly } = asked;
  if (isOfInhabitants(assembly)) return ofVillage(registry, { ...asked, assembly });
  const found =
    assembly === 'party-branch' || assembly === 'committees'
      ? await ofOffices(registry, seats[assembly], asked)
      : await ofRoll(registry, asked);
  return found.toSorted((a, b) => (`${a.household}/${a.person}` < `${b.household}/${b.person}` ? -1 : 1));
};

/** Who belongs to an assembly. What the other services know of it are subject ids, never a birth date. */
export const assembliesRouter = (registry: Registry, { query, router }: Procedures) => {
  const read = [residents, members, offices] as const;
  const resourceAsked = async ({ body, division }: Asked): Promise<Resource> => {
    const found = await registry.queries.bodies.one(body);
    return found?.division === division ? resourceOf(found) : { division: nationalDivision };
  };
  return router({
    members: query('assembly.members', ...read)
      .input(assemblyInput)
      .query(async ({ ctx, input }) =>
        ctx.answer(ctx.authorise(await resourceAsked(input)) ?? (await drawn(registry, input))),
      ),

    count: query('assembly.count', ...read)
      .input(assemblyInput)
      .query(async ({ ctx, input }) =>
        ctx.answer(ctx.authorise(await resourceAsked(input)) ?? (await drawn(registry, input)).length),
      ),

    /** How many belong to it, and whether whoever calls is one of them. */
    standing: query('assembly.count', ...read)
      .input(assemblyInput)
      .query(async ({ ctx, input }) => {
        const denied = ctx.authorise(await resourceAsked(input));
        if (denied !== undefined) return ctx.answer(denied);
        const people = await drawn(registry, input);
        return ctx.answer({
          members: people.length,
          belongs: people.some(({ person }) => person === ctx.caller.person),
        });
      }),
  });
};

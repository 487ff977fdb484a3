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
import { kinshipPairs } from '../projections/kinship-pairs.ts';
import { members } from '../projections/members.ts';
import { isHeld, offices } from '../projections/offices.ts';
import { residents, type ResidentDocument } from '../projections/residents.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { idInput } from './inputs.ts';
import { namesOf } from './names.ts';
import type { PersonName } from './people.ts';

const assemblyInput = z.object({
  assembly: z.enum(assemblyKinds),
  division: divisionCode,
  body: idInput,
  group: idInput.optional(),
  asOf: z.iso.datetime(),
});
type Asked = z.output<typeof assemblyInput>;

/** Most names of one call: a page of a roll. */
const maxNames = 200;
/** Recorded near relatives of one person. */
const maxRelatives = 200;

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

/** Who is registered here and was recorded as living in another village on that day. */
const withResidences = async (
  { queries }: Registry,
  inhabitants: readonly Inhabitant[],
  { division, day }: { readonly division: string; readonly day: string },
): Promise<readonly Inhabitant[]> => {
  const registered = inhabitants.filter(({ kind }) => kind === 'registered').map(({ person }) => person);
  const elsewhere = new Set(
    (await queries.residents.residencesOf(registered))
      .filter((one) => one.division !== division && livedThere(one, day))
      .map(({ person }) => person),
  );
  return inhabitants.map((one) => (elsewhere.has(one.person) ? { ...one, livesElsewhere: true } : one));
};

const ofVillage = async (
  registry: Registry,
  { assembly, division, group, asOf }: Asked & { assembly: InhabitantsAssembly },
) => {
  const day = dateInShanghai(asOf);
  const everybody: ResidentDocument[] = [];
  for await (const page of registry.queries.residents.pages(division)) everybody.push(...page);
  everybody.push(...(await registry.queries.residents.leftSince(division, day)));
  // Who left between the two reads is in both.
  const each = new Map(everybody.map((one) => [one.person, one]));
  const inhabitants = await inhabitantsOn(registry, [...each.values()], day);
  const known = assembly === 'electors' ? await withResidences(registry, inhabitants, { division, day }) : inhabitants;
  return drawInhabitants(assembly, known, { day, group });
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

const isOfPlace = async ({ queries }: Registry, person: string, body: string, division: string): Promise<boolean> => {
  const [residencies, held, rolls] = await Promise.all([
    queries.residents.ofPerson(person),
    queries.offices.ofPeople([person]),
    queries.members.ofPerson(person),
  ]);
  return [...residencies, ...held].some((one) => one.division === division) || rolls.some((one) => one.body === body);
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
  const resourceAsked = async ({ body, division }: Pick<Asked, 'body' | 'division'>): Promise<Resource> => {
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

    /**
     * Names in full, for a roll 名册 whose publication a law orders: of people whose ids the caller was told, who belong
     * or serve in the village, or stand on the body's roll. Others are left out, and so are names that were erased.
     */
    names: query('assembly.names', ...read)
      .input(z.object({ body: idInput, division: divisionCode, people: z.array(idInput).max(maxNames) }))
      .query(async ({ ctx, input: { body, division, people } }) => {
        const denied = ctx.authorise(await resourceAsked({ body, division }));
        if (denied !== undefined) return ctx.answer(denied);
        const known = await Promise.all(people.map((person) => isOfPlace(registry, person, body, division)));
        const asked = people.filter((_, at) => known[at]);
        const names = await namesOf(registry, asked, { shown: 'full', near: division, purpose: 'a roll' }, ctx);
        return ctx.answer([...names].map(([person, name]): PersonName => ({ person, name })));
      }),

    /** What a village recorded of somebody's near relatives 近亲属: who votes or counts for whom may ask. */
    kinship: query('kinship.read', kinshipPairs)
      .input(z.object({ division: divisionCode, person: idInput }))
      .query(async ({ ctx, input: { division, person } }) => {
        const denied = ctx.authorise({ division, person });
        if (denied !== undefined) return ctx.answer(denied);
        const { items } = await registry.queries.kinshipPairs.page(division, person, maxRelatives, undefined);
        return ctx.answer(
          items.map(({ document: { persons, near } }) => ({
            person: persons[0] === person ? persons[1] : persons[0],
            near,
          })),
        );
      }),
  });
};

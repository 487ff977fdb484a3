import type { Resource } from '@cunjian/access';
import { nationalDivision } from '@cunjian/contracts';
import { isHeld } from '../projections/offices.ts';
import { todayOf, type Registry } from '../registry-context.ts';

interface Places {
  readonly villages: readonly string[];
  /** Divisions of the offices held today. */
  readonly offices: readonly string[];
}

const placesOf = async (registry: Registry, person: string): Promise<Places> => {
  const { queries } = registry;
  const today = todayOf(registry);
  const [residencies, held] = await Promise.all([
    queries.residents.ofPerson(person),
    queries.offices.ofPeople([person]),
  ]);
  return {
    villages: residencies.filter(({ status }) => status === 'belongs').map(({ division }) => division),
    offices: held.filter((office) => isHeld(office, today)).map(({ division }) => division),
  };
};

/** Where somebody belongs or serves today. */
export const divisionsOfPerson = async (registry: Registry, person: string): Promise<readonly string[]> => {
  const { villages, offices } = await placesOf(registry, person);
  return [...new Set([...villages, ...offices])];
};

type May = (resource: Resource) => boolean;

/**
 * The division in which an officer may act on somebody's account: one of hers, and only where the officer reaches every
 * division in which she serves. Else the officers of any village could record a department's officer as living there,
 * hand each other a slip for her account, and have her powers.
 */
export const divisionToActIn = async (registry: Registry, person: string, may: May): Promise<string | undefined> => {
  const { villages, offices } = await placesOf(registry, person);
  if (!offices.every((division) => may({ division }))) return undefined;
  return [...villages, ...offices].find((division) => may({ division }));
};

/** Whether the caller may act on the person's account: her own, or as an officer. */
export const mayActOnAccount = async (registry: Registry, person: string, may: May): Promise<boolean> =>
  may({ division: nationalDivision, person }) || (await divisionToActIn(registry, person, may)) !== undefined;

/**
 * Who was recorded in some village under this identity number and this name: for officers of another village, who get
 * the same answer where the number is nobody's and where the name is another.
 */
export const knownByNumberAndName = async (
  { queries, runtime, ids }: Registry,
  { idNumber, name }: { readonly idNumber: string; readonly name: string },
): Promise<string | undefined> => {
  const person = ids.personByIdNumber(idNumber);
  const digests = (await queries.residents.ofPerson(person)).map((residency) => residency.name);
  const kept = [...(await runtime.vault.get(digests)).values()];
  return kept.some((record) => record.state === 'kept' && record.value === name) ? person : undefined;
};

/** Where the person, now or before, belonged or served. */
export const placesEver = async ({ queries }: Registry, person: string): Promise<readonly string[]> => {
  const [residencies, held] = await Promise.all([
    queries.residents.ofPerson(person),
    queries.offices.ofPeople([person]),
  ]);
  return [...new Set([...residencies, ...held].map(({ division }) => division))];
};

/** Whether the person, now or before, belonged or served where the caller may: elsewhere an id is known by hearsay. */
export const isKnownTo = async (registry: Registry, person: string, may: May): Promise<boolean> =>
  (await placesEver(registry, person)).some((division) => may({ division }));

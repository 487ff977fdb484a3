import type { PersonalKindName } from '@cunjian/contracts';
import { reveal, type Shown } from '@cunjian/personal-data';
import type { Registry } from '../registry-context.ts';
import { todayOf } from '../registry-context.ts';
import type { Acting } from './act.ts';

/**
 * What an official reads of personal data is recorded before it is shown; what villagers read is not (DOMAIN.md,
 * personal data).
 */
export const recordRead = async (
  { runtime }: Pick<Registry, 'runtime'>,
  { caller }: Acting,
  purpose: string,
  subjects: readonly string[],
  kinds: readonly PersonalKindName[],
): Promise<void> => {
  const { acting, person } = caller;
  const others = subjects.filter((subject) => subject !== person);
  if (acting === undefined || person === undefined || others.length === 0) return;
  await runtime.readRecord.record({
    reader: person,
    office: acting.office,
    division: acting.division,
    action: 'read',
    purpose,
    at: new Date(runtime.clock.now()).toISOString(),
    subjects: others.map((subject) => ({ subject, kinds })),
  });
};

/** Names of people by the registry: of a village's register, else of an office. Left out where they were erased. */
export const namesOf = async (
  registry: Pick<Registry, 'runtime' | 'queries'>,
  people: readonly string[],
  shown: Shown,
  acting: Acting,
  purpose: string,
): Promise<ReadonlyMap<string, string>> => {
  const { queries, runtime } = registry;
  const residencies = await Promise.all(people.map((person) => queries.residents.ofPerson(person)));
  const held = await queries.offices.ofPeople(people);
  const digests = people.flatMap((person, i) => {
    const own = residencies[i] ?? [];
    const name =
      own.find(({ status }) => status === 'belongs')?.name ??
      held.find((office) => office.person === person && office.name !== undefined)?.name ??
      own[0]?.name;
    return name === undefined ? [] : [{ person, name }];
  });
  if (shown === 'full') await recordRead(registry, acting, purpose, people, ['name']);
  const named = await reveal(runtime.vault, digests, { right: () => shown, on: todayOf(registry) });
  return new Map(named.flatMap(({ person, name }) => (name === null ? [] : [[person, name] as const])));
};

import type { Digest } from '@cunjian/contracts';
import { revealDocument, type Shown } from '@cunjian/personal-data';
import type { OfficeDocument } from '../projections/offices.ts';
import type { ResidentDocument } from '../projections/residents.ts';
import type { Registry } from '../registry-context.ts';
import { todayOf } from '../registry-context.ts';
import type { Acting } from './act.ts';
import { recordReadsOfPeople } from './record-reads-of-people.ts';

interface Naming {
  readonly shown: Shown;
  /** The division in which they are shown: the name recorded there, or nearest to it, is theirs. */
  readonly near?: string | undefined;
  readonly purpose: string;
}

/** How many digits two codes of divisions begin with alike: 12 in one village, 9 in one township. */
const nearness = (a: string, b: string): number => {
  const differs = [...a].findIndex((digit, i) => digit !== b[i]);
  return differs === -1 ? a.length : differs;
};

/** Of a village's register, else of an office, else of a village left: the nearest first. */
const nameDigests = (
  residencies: readonly ResidentDocument[],
  held: readonly OfficeDocument[],
  near: string,
): readonly Digest[] => {
  const recorded = [
    ...residencies.map(({ division, status, name }) => ({ division, name, rank: status === 'belongs' ? 2 : 0 })),
    ...held.flatMap(({ division, name }) => (name === undefined ? [] : [{ division, name, rank: 1 }])),
  ];
  return recorded
    .toSorted((a, b) => nearness(b.division, near) - nearness(a.division, near) || b.rank - a.rank)
    .map(({ name }) => name);
};

/**
 * Names of people by the registry; left out where they were erased. Where several villages recorded somebody under
 * different names, each sees its own: an officer who records a number with a name she made up learns no other.
 */
export const namesOf = async (
  registry: Pick<Registry, 'runtime' | 'queries'>,
  people: readonly string[],
  { shown, near = '', purpose }: Naming,
  acting: Acting,
): Promise<ReadonlyMap<string, string>> => {
  const { queries, runtime } = registry;
  const residencies = await Promise.all(people.map((person) => queries.residents.ofPerson(person)));
  const held = await queries.offices.ofPeople(people);
  const digests = people.map((person, i) => ({
    person,
    names: nameDigests(
      residencies[i] ?? [],
      held.filter((office) => office.person === person),
      near,
    ),
  }));
  if (shown === 'full') await recordReadsOfPeople(registry, acting, { purpose, kinds: ['name'] }, people);
  const values = await runtime.vault.get(digests.flatMap(({ names }) => names));
  // An erased one gives way to the next; one that she had hidden does not.
  const chosen = digests.flatMap(({ person, names }) => {
    const name = names.find((digest) => values.get(digest)?.state === 'kept');
    return name === undefined ? [] : [{ person, name }];
  });
  const named = revealDocument(chosen, values, { right: () => shown, on: todayOf(registry) });
  return new Map(named.flatMap(({ person, name }) => (name === null ? [] : [[person, name] as const])));
};

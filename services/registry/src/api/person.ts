import type { Registry } from '../registry-context.ts';
import { isHeld } from '../projections/offices.ts';
import { todayOf } from '../registry-context.ts';

/** Where somebody belongs or serves today: the divisions whose officers may act for or on her. */
export const divisionsOfPerson = async (registry: Registry, person: string): Promise<readonly string[]> => {
  const { queries } = registry;
  const today = todayOf(registry);
  const [residencies, held] = await Promise.all([
    queries.residents.ofPerson(person),
    queries.offices.ofPeople([person]),
  ]);
  return [
    ...new Set([
      ...residencies.filter(({ status }) => status === 'belongs').map(({ division }) => division),
      ...held.filter((office) => isHeld(office, today)).map(({ division }) => division),
    ]),
  ];
};

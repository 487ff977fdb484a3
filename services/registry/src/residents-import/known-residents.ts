import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import { levelOf } from '@cunjian/divisions';
import { reveal, type Viewer } from '@cunjian/personal-data';
import { nameOf } from '../projections/divisions.ts';
import { todayOf, type Registry } from '../registry-context.ts';
import { planImport, type KnownResident, type Plan } from './plan.ts';
import { readResidents, type Villages } from './read-residents.ts';
import type { ResidentRow } from './resident-row.ts';

/** Villages within a division, for rows that name theirs. */
const villagesOf = async ({ queries }: Registry, division: string): Promise<Villages> => {
  const listed = (await queries.divisions.allWithin([division])).filter(
    ({ level, status }) => level === 'village' && status === 'listed',
  );
  const byName = Map.groupBy(listed, nameOf);
  const codes = new Set(listed.map(({ code }) => code));
  return {
    byDefault: levelOf(division) === 'village' ? division : undefined,
    find: (codeOrName) => {
      if (codes.has(codeOrName)) return codeOrName;
      const [only, ...others] = byName.get(codeOrName) ?? [];
      return others.length === 0 ? only?.code : undefined;
    },
  };
};

/** Everyone who belongs to a village, in the clear: for comparing, never for an answer. */
const knownIn = async (registry: Registry, division: string): Promise<readonly KnownResident[]> => {
  const viewer: Viewer = { right: () => 'full', on: todayOf(registry) };
  const known: KnownResident[] = [];
  for await (const page of registry.queries.residents.pages(division))
    known.push(...(await reveal(registry.runtime.vault, page, viewer)));
  return known;
};

export interface ResidentsFile {
  readonly division: string;
  readonly sha256: string;
  readonly fileName: string;
}

export const newPersonOf =
  ({ ids }: Pick<Registry, 'ids'>, sha256: string) =>
  ({ idNumber, row }: ResidentRow): string =>
    idNumber === undefined ? ids.personBy(sha256, String(row)) : ids.personByIdNumber(idNumber);

/** Reads the file and compares it with the register. Refuses every bad row at once. */
export const planFile = async (registry: Registry, file: ResidentsFile): Promise<Plan | Refused> => {
  const bytes = await registry.runtime.blobs.get(file.sha256);
  if (bytes === undefined) return refuse('import.file-missing', { file: file.sha256 }, 'file');
  const rows = await readResidents(bytes, file.fileName, await villagesOf(registry, file.division));
  if (isRefused(rows)) return rows;
  const villages = [...new Set(rows.map(({ division }) => division))];
  const known: KnownResident[] = [];
  for (const village of villages) known.push(...(await knownIn(registry, village)));
  const newPerson = newPersonOf(registry, file.sha256);
  // Those of the register, whose ids are not always that of their number, and those who would be new.
  const people = new Set([...known.map(({ person }) => person), ...rows.map(newPerson)]);
  const registeredIn = await registry.queries.residents.registeredVillages([...people]);
  return planImport({ rows, known, newPerson, registeredIn });
};

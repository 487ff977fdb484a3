import { nationalDivision } from '@cunjian/contracts';
import {
  compareLists,
  parseDivisionList,
  type Division,
  type DivisionList,
  type ListChanges,
} from '@cunjian/divisions';
import { refuse, type Refused } from '@cunjian/kernel';
import { nameOf, type DivisionDocument } from '../projections/divisions.ts';
import type { Registry } from '../registry-context.ts';

/** The same file for the same day is the same list. */
export const listId = (sha256: string, effective: string): string => `${effective}-${sha256.slice(0, 16)}`;

const toDivision = (document: DivisionDocument): Division => ({
  code: document.code,
  name: nameOf(document),
  level: document.level,
  ...(document.parent === nationalDivision ? {} : { parent: document.parent }),
});

const provincesOf = (list: DivisionList): readonly string[] => [
  ...new Set(list.divisions.map(({ code }) => `${code.slice(0, 2)}0000000000`)),
];

/** Everything listed now in the provinces that the list touches. */
export const listedNow = async ({ queries }: Pick<Registry, 'queries'>, list: DivisionList): Promise<Division[]> =>
  (await queries.divisions.allWithin(provincesOf(list))).filter(({ status }) => status === 'listed').map(toDivision);

/** Refuses a file that was not uploaded, is no table, or has bad rows: all of them at once. */
export const readDivisionList = async (
  { runtime, queries }: Pick<Registry, 'runtime' | 'queries'>,
  sha256: string,
  fileName: string,
): Promise<DivisionList | Refused> => {
  const bytes = await runtime.blobs.get(sha256);
  if (bytes === undefined) return refuse('import.file-missing', { file: sha256 }, 'file');
  const whole = await parseDivisionList(bytes, { fileName, isKnown: () => true });
  if ('refused' in whole) return whole;
  // Parents and successors that the file lacks must be listed: asked once, for all of them.
  const inFile = new Set(whole.divisions.map(({ code }) => code));
  const named = [
    ...whole.divisions.flatMap(({ parent }) => parent ?? []),
    ...whole.successors.map(({ replacedBy }) => replacedBy),
  ].filter((code) => !inFile.has(code));
  const known = await queries.divisions.get([...new Set(named)]);
  return parseDivisionList(bytes, { fileName, isKnown: (code) => known.has(code) });
};

export const compareWithListed = async (
  registry: Pick<Registry, 'queries'>,
  list: DivisionList,
): Promise<ListChanges> =>
  compareLists({
    before: await listedNow(registry, list),
    after: list.divisions,
    successors: list.successors,
  });

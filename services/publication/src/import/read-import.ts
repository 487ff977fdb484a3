import { isRefused, refuse, type Refusal, type Refused } from '@cunjian/kernel';
import { maxLines, type PreviousClosing } from '../disclosure/arithmetic.ts';
import type { Days } from '../disclosure/period.ts';
import { buildContent, type ImportedContent } from './build-content.ts';
import { matchBody, type NamedBody } from './match-body.ts';
import { asOneBody, readLedger, type VillageRows } from './read-ledger.ts';

/** Villages in one file of a township's agency. */
const maxVillagesPerFile = 300;
/** Lines and the rows between them that open, close and sum up. */
const maxRowsPerVillage = 2 * maxLines;

/** A file, and all that is looked up for it: it is read where there is no database. */
export interface ImportTask {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly period: Days & { readonly period: string };
  /** Those that the file may be about. */
  readonly bodies: readonly NamedBody[];
  /** The file is about the only one of them, whatever it says. */
  readonly isAboutOne: boolean;
  /** By body: what was last published of its accounts. */
  readonly previous: ReadonlyMap<string, readonly PreviousClosing[]>;
}

export interface ImportedVillage {
  /** As the file names it; empty where it is about one. */
  readonly village: string;
  /** The body that is meant, where that is clear. */
  readonly body?: string | undefined;
  readonly content: ImportedContent;
  /** All at once. */
  readonly findings: readonly Refusal[];
}

const nothing: ImportedContent = { accounts: [], sections: [], attachments: [] };

const build = (
  part: VillageRows,
  period: ImportTask['period'],
  previous: readonly PreviousClosing[],
): Pick<ImportedVillage, 'content' | 'findings'> => {
  const count = part.accounts.reduce((sum, { rows }) => sum + rows.length, 0);
  const limit = maxRowsPerVillage;
  return count > limit
    ? {
        content: nothing,
        findings: [{ code: 'disclosure.too-large', params: { what: 'rows', count, limit }, field: 'file' }],
      }
    : buildContent(part, period, previous);
};

/** Names of a file that mean the same body would overwrite each other. */
const withoutTwins = (villages: readonly ImportedVillage[]): readonly ImportedVillage[] => {
  const byBody = Map.groupBy(villages, ({ body }) => body);
  return villages.map((one) => {
    const twins = one.body === undefined ? [] : (byBody.get(one.body) ?? []);
    if (twins.length < 2) return one;
    const names = twins.map(({ village }) => village).join('、');
    const { refused } = refuse('import.ambiguous-village', { village: one.village, names });
    return { ...one, body: undefined, findings: [...refused, ...one.findings] };
  });
};

/** What a file has for each village. Refuses what concerns it as a whole: what `readTable` refuses, `import.too-many-villages`. */
export const readImport = async (task: ImportTask): Promise<readonly ImportedVillage[] | Refused> => {
  const { bytes, fileName, period, bodies, isAboutOne, previous } = task;
  const villages = await readLedger(bytes, fileName);
  if (isRefused(villages)) return villages;
  if (villages.length > maxVillagesPerFile)
    return refuse('import.too-many-villages', { count: villages.length, limit: maxVillagesPerFile }, 'file');
  const [only] = bodies;
  if (isAboutOne && only !== undefined) {
    const built = build(asOneBody(villages), period, previous.get(only.body) ?? []);
    return [{ village: '', body: only.body, ...built }];
  }
  return withoutTwins(
    villages.map((part): ImportedVillage => {
      const meant = matchBody(part.village, bodies);
      if (isRefused(meant)) {
        const { content, findings } = build(part, period, []);
        return { village: part.village, content, findings: [...meant.refused, ...findings] };
      }
      return { village: part.village, body: meant.body, ...build(part, period, previous.get(meant.body) ?? []) };
    }),
  );
};

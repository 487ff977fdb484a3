import { nationalDivision } from '@cunjian/contracts';
import { collectionSpec, type Projection } from '@cunjian/processing';
import { parentOf, prefixOf, queryTokens, searchTokens, type Level } from '@cunjian/divisions';
import type { ReadModelReader } from '@cunjian/read-model';
import { registryEvent } from '../registry-event.ts';

/** Key: the code. */
export interface DivisionDocument {
  readonly code: string;
  readonly level: Level;
  /** `000000000000` for a province. */
  readonly parent: string;
  readonly status: 'listed' | 'abolished';
  readonly successors: readonly string[];
  /** Oldest first; `since` is when the registry learnt it (RFC 3339). The last one is the name now. */
  readonly names: readonly { readonly name: string; readonly since: string }[];
  /** Divisions listed directly below. */
  readonly children: number;
  readonly tokens: readonly string[];
}

type Named = Pick<DivisionDocument, 'names'>;

export const nameOf = ({ names }: Named): string => names.at(-1)?.name ?? '';

/** As history knows it at `asOf` (RFC 3339, UTC, milliseconds); the first name where that is before the list came in. */
export const nameAsOf = ({ names }: Named, asOf: string): string =>
  (names.findLast(({ since }) => since <= asOf) ?? names[0])?.name ?? '';

const evolveParent = (document: DivisionDocument, name: string): DivisionDocument => {
  const change = name === 'division-registered' ? 1 : name === 'division-abolished' ? -1 : 0;
  return { ...document, children: document.children + change };
};

export const divisions: Projection<DivisionDocument> = {
  name: 'registry-divisions',
  version: 1,
  events: ['division-registered', 'division-renamed', 'division-abolished'],
  indexes: [['parent', 'status'], ['code']],
  search: 'tokens',
  keys: (recorded) => {
    const { code } = recorded.data as { code: string };
    return recorded.name === 'division-renamed' ? [code] : [code, ...parentOfCode(code)];
  },
  evolve: (document, recorded, key) => {
    const event = registryEvent(recorded);
    if (!('code' in event.data)) return document;
    if (event.data.code !== key) return document && evolveParent(document, event.type);
    switch (event.type) {
      case 'division-registered': {
        const { code, name, level, parent } = event.data;
        const names = [...(document?.names ?? []), { name, since: recorded.time }];
        const children = document?.children ?? 0;
        const listed = { status: 'listed', successors: [], names, children, tokens: searchTokens(name) } as const;
        return { code, level, parent: parent ?? nationalDivision, ...listed };
      }
      case 'division-renamed': {
        if (document === undefined) return undefined;
        const { name, formerly } = event.data;
        const names = [...document.names, { name, since: recorded.time }];
        return { ...document, names, tokens: [...new Set([...searchTokens(name), ...searchTokens(formerly)])] };
      }
      case 'division-abolished':
        return document && { ...document, status: 'abolished', successors: event.data.successors };
      default:
        return document;
    }
  },
};

const parentOfCode = (code: string): readonly string[] => {
  const above = parentOf(code);
  return above === undefined ? [] : [above];
};

/** Candidates that are ranked; a query that finds more is too short to be ranked well anyway. */
const maxCandidates = 300;
const pageSize = 1_000;

export const divisionQueries = (reader: ReadModelReader) => {
  const collection = reader.collection<DivisionDocument>(collectionSpec(divisions));
  const childrenOf = async (parent: string, limit: number, after?: string) =>
    collection.find({ where: { parent, status: 'listed' }, limit, ...(after === undefined ? {} : { after }) });
  return {
    get: collection.get,
    one: async (code: string) => (await collection.get([code])).get(code),
    childrenOf,
    /** Documents whose name now or before holds what is asked for, in any order. */
    candidates: async (text: string, within: string | undefined): Promise<readonly DivisionDocument[]> => {
      const search = queryTokens(text);
      if (search.length === 0) return [];
      const where = within === undefined ? {} : { where: { code: { prefix: prefixOf(within) } } };
      const { items } = await collection.find({ ...where, search, limit: maxCandidates });
      return items.map(({ document }) => document);
    },
    /** Every division within one of `codes`, abolished ones too. */
    allWithin: async (codes: readonly string[]): Promise<readonly DivisionDocument[]> => {
      const found: DivisionDocument[] = [];
      for (const code of codes)
        for (let after: string | undefined, more = true; more;) {
          const where = { code: { prefix: prefixOf(code) } };
          const order = { by: 'code', direction: 'ascending' } as const;
          const page = await collection.find({
            where,
            order,
            limit: pageSize,
            ...(after === undefined ? {} : { after }),
          });
          found.push(...page.items.map(({ document }) => document));
          after = page.items.at(-1)?.cursor;
          more = page.hasMore;
        }
      return found;
    },
  };
};

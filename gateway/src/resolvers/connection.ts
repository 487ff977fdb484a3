import type { Language } from '@cunjian/contracts';
import { refusedQuery } from '../refused.ts';

export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | undefined;
    readonly endCursor: string | undefined;
  };
}

interface Page<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly hasMore: boolean;
}

/** A page going forwards; cursors are opaque to us as well. */
export const connection = <Node>(
  { edges, hasMore }: Page<Node>,
  after: string | null | undefined,
): Connection<Node> => ({
  edges,
  pageInfo: {
    hasNextPage: hasMore,
    hasPreviousPage: typeof after === 'string' && after !== '',
    startCursor: edges[0]?.cursor,
    endCursor: edges.at(-1)?.cursor,
  },
});

export interface PageArguments {
  readonly first: number;
  readonly after?: string | null;
}

/** As the services take it: what is absent is not there. */
export const pageInput = ({ first, after }: PageArguments) => ({
  first,
  ...(after === null || after === undefined || after === '' ? {} : { after }),
});

/** A cursor that is a number; undefined for the first page. Throws `query.bad-cursor` for any other. */
export const placeOf = (after: PageArguments['after'], language: Language): number | undefined => {
  if (after === null || after === undefined || after === '') return undefined;
  if (/^\d{1,15}$/.test(after)) return Number(after);
  throw refusedQuery([{ code: 'query.bad-cursor', params: {}, field: 'after' }], language);
};

/** A page of a list that is at hand as a whole; the cursor is a place in it. */
export const sliceOf = <Node>(
  all: readonly Node[],
  { first, after }: PageArguments,
  language: Language,
): Connection<Node> => {
  const start = placeOf(after, language) ?? 0;
  const edges = all.slice(start, start + first).map((node, at) => ({ node, cursor: String(start + at + 1) }));
  return connection({ edges, hasMore: start + first < all.length }, after);
};

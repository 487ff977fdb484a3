import { computed } from 'vue';
import type { Connection } from '../../api/connection.ts';
import { read } from '../../api/graphql.ts';
import type { DueDate } from '../../api/shapes.ts';
import { lastPosition } from '../../position.ts';
import { useQuery, type Ask } from '../../use-query.ts';
import type { Roll } from './queries.ts';

/** The largest page of the gateway. */
const pageSize = 100;
/** Beyond it a roll is searched at the gateway's other pages, not in a phone. */
const maxPages = 200;

/** Until when one may object to it: as long as the rules say, else while it hangs out. */
export const objectableUntil = (roll: Roll | null | undefined): DueDate | undefined =>
  roll?.objectUntil ?? roll?.publishedUntil ?? undefined;

type Of<Field extends string, Node> = {
  readonly ballot: { readonly roll: Readonly<Record<Field, Connection<Node>>> | null } | null;
};

/** A list of a ballot's roll as a whole, page after page: it is printed, searched by name, and read out. */
export const useRoll = <Field extends string, Node>(field: Field, query: string, id: () => string) => {
  const askAll: Ask<readonly Node[]> = async (asked, variables) => {
    const found: Node[] = [];
    let stale = false;
    let after: string | undefined;
    for (let page = 0; page < maxPages; page++) {
      const answer = await read<Of<Field, Node>>(asked, { ...variables, after });
      stale ||= answer.stale;
      const list = answer.data.ballot?.roll?.[field];
      found.push(...(list?.edges ?? []).map(({ node }) => node));
      after = list?.pageInfo.endCursor ?? undefined;
      if (list?.pageInfo.hasNextPage !== true || after === undefined) break;
    }
    return { data: found, stale };
  };
  const { data, loading, error, load } = useQuery<readonly Node[]>(
    query,
    () => ({ id: id(), first: pageSize, atLeast: lastPosition.value }),
    askAll,
  );
  const items = computed(() => data.value ?? []);
  return { items, loading, error, load, count: computed(() => items.value.length) };
};

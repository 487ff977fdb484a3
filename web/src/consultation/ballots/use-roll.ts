import { computed } from 'vue';
import { nextOf, type Connection } from '../../api/connection.ts';
import { readPages } from '../../api/graphql.ts';
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
  const listOf = ({ ballot }: Of<Field, Node>): Connection<Node> | undefined => ballot?.roll?.[field];
  const askAll: Ask<readonly Node[]> = async (asked, variables) => {
    const next = (answer: Of<Field, Node>) => nextOf(listOf(answer));
    const { data: found, stale } = await readPages(asked, variables, next, maxPages);
    return { data: found.flatMap((answer) => listOf(answer)?.edges ?? []).map(({ node }) => node), stale };
  };
  const { data, loading, error, load } = useQuery<readonly Node[]>(
    query,
    () => ({ id: id(), first: pageSize, atLeast: lastPosition.value }),
    askAll,
  );
  const items = computed(() => data.value ?? []);
  return { items, loading, error, load, count: computed(() => items.value.length) };
};

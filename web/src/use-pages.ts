import { computed, ref, shallowRef, watch } from 'vue';
import type { Connection } from './api/connection.ts';
import { graphql } from './api/graphql.ts';
import { useQuery } from './use-query.ts';

export const pageSize = 20;

/** A list that grows by `more()`. `query` takes `$first` and `$after`, and answers with the connection in `field`. */
export const usePages = <Node>(field: string, query: string, variables: () => object | undefined = () => ({})) => {
  const given = () => {
    const own = variables();
    return own && { ...own, first: pageSize };
  };
  const first = useQuery<Record<string, Connection<Node>>>(query, given);
  const later = shallowRef<readonly Connection<Node>[]>([]);
  const loadingMore = ref(false);
  const moreError = ref<string>();
  watch(first.data, () => (later.value = []));

  const pages = computed(() => [first.data.value?.[field], ...later.value].filter((page) => page !== undefined));
  const items = computed(() => pages.value.flatMap(({ edges }) => edges.map(({ node }) => node)));
  const hasMore = computed(() => pages.value.at(-1)?.pageInfo.hasNextPage === true);
  const stale = computed(() => pages.value.some((page) => page.stale === true));

  const more = async (): Promise<void> => {
    const after = pages.value.at(-1)?.pageInfo.endCursor;
    if (after === undefined || after === null || loadingMore.value) return;
    loadingMore.value = true;
    moreError.value = undefined;
    try {
      const next = (await graphql<Record<string, Connection<Node>>>(query, { ...given(), after }))[field];
      if (next !== undefined) later.value = [...later.value, next];
    } catch (error) {
      moreError.value = error instanceof Error ? error.message : String(error);
    } finally {
      loadingMore.value = false;
    }
  };
  return { ...first, items, hasMore, stale, more, loadingMore, moreError };
};

export { connection, type Connection } from './api/connection.ts';

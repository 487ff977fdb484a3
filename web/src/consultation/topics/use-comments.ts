import { computed, ref, shallowRef, watch } from 'vue';
import { graphql } from '../../api/graphql.ts';
import type { Connection, usePages } from '../../use-pages.ts';
import { useQuery } from '../../use-query.ts';
import { commentsQuery, type Comment } from './queries.ts';

interface Answer {
  readonly topic: { readonly comments: Connection<Comment> } | null;
}
/** Comments that are shown at once. */
const pageSize = 10;

/** As `usePages`, of a topic's comments: a connection that stands one step further in. */
export const useComments = (variables: () => object): Omit<ReturnType<typeof usePages<Comment>>, 'data'> => {
  const given = () => ({ ...variables(), first: pageSize });
  const { data, ...first } = useQuery<Answer>(commentsQuery, given);
  const later = shallowRef<readonly Connection<Comment>[]>([]);
  const loadingMore = ref(false);
  const moreError = ref<string>();
  watch(data, () => (later.value = []));
  const pages = computed(() => [data.value?.topic?.comments, ...later.value].filter((page) => page !== undefined));
  const more = async (): Promise<void> => {
    const after = pages.value.at(-1)?.pageInfo.endCursor;
    if (after === undefined || after === null || loadingMore.value) return;
    loadingMore.value = true;
    moreError.value = undefined;
    try {
      const next = (await graphql<Answer>(commentsQuery, { ...given(), after })).topic?.comments;
      if (next !== undefined) later.value = [...later.value, next];
    } catch (error) {
      moreError.value = error instanceof Error ? error.message : String(error);
    } finally {
      loadingMore.value = false;
    }
  };
  return {
    ...first,
    items: computed(() => pages.value.flatMap(({ edges }) => edges.map(({ node }) => node))),
    hasMore: computed(() => pages.value.at(-1)?.pageInfo.hasNextPage === true),
    stale: computed(() => pages.value.some((page) => page.stale === true)),
    ...{ more, loadingMore, moreError },
  };
};

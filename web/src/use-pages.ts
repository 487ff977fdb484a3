import { computed, ref } from 'vue';
import { nextOf, type Connection } from './api/connection.ts';
import { graphql, readPages } from './api/graphql.ts';
import { useQuery, type Ask } from './use-query.ts';

export const pageSize = 20;
/** What a column of a village's page shows of a list. */
export const columnSize = 3;
/** A list that has grown longer stays as it is, where the page asks anew by itself. */
const maxPagesAskedAnew = 10;

type Answer<Node> = Record<string, Connection<Node>>;

/** A list that grows by `more()`. `query` takes `$first` and `$after`, and answers with the connection in `field`. */
export const usePages = <Node>(
  field: string,
  query: string,
  variables: () => object | undefined = () => ({}),
  first = pageSize,
) => usePagesOf<Node, Answer<Node>>((answer) => answer[field], query, variables, first);

/** As `usePages`, where the connection stands elsewhere in the answer. */
export const usePagesOf = <Node, Data>(
  connectionOf: (answer: Data) => Connection<Node> | undefined,
  query: string,
  variables: () => object | undefined,
  first: number,
) => {
  const given = () => {
    const own = variables();
    return own && { ...own, first };
  };
  /** Pages that the reader has asked for. */
  let wanted = 1;
  const askPages: Ask<readonly Data[]> = async (asked, own, again) => {
    if (!again) wanted = 1;
    if (again && wanted > maxPagesAskedAnew && answers.data.value !== undefined)
      return { data: answers.data.value, stale: false };
    return readPages<Data>(asked, own, (answer) => nextOf(connectionOf(answer)), wanted);
  };
  const answers = useQuery<readonly Data[]>(query, given, askPages);
  const loadingMore = ref(false);
  const moreError = ref<string>();

  const pages = computed(() => (answers.data.value ?? []).map(connectionOf).filter((page) => page !== undefined));
  const items = computed(() => pages.value.flatMap(({ edges }) => edges.map(({ node }) => node)));
  const hasMore = computed(() => nextOf(pages.value.at(-1)) !== undefined);

  const more = async (): Promise<void> => {
    const after = nextOf(pages.value.at(-1));
    if (after === undefined || loadingMore.value) return;
    loadingMore.value = true;
    moreError.value = undefined;
    try {
      const next = await graphql<Data>(query, { ...given(), after });
      answers.data.value = [...(answers.data.value ?? []), next];
      wanted = answers.data.value.length;
    } catch (error) {
      moreError.value = error instanceof Error ? error.message : String(error);
    } finally {
      loadingMore.value = false;
    }
  };
  const data = computed(() => answers.data.value?.[0]);
  return { ...answers, data, items, hasMore, more, loadingMore, moreError };
};

export { connection, type Connection } from './api/connection.ts';

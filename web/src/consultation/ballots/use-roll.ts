import { computed, ref, shallowRef, watch } from 'vue';
import { graphql } from '../../api/graphql.ts';
import type { Connection } from '../../api/connection.ts';
import { lastPosition } from '../../position.ts';

/** The largest page of the gateway. */
const pageSize = 100;
/** Beyond it a roll is searched at the gateway's other pages, not in a phone. */
const maxPages = 200;

type Of<Field extends string, Node> = {
  readonly ballot: { readonly roll: Readonly<Record<Field, Connection<Node>>> | null } | null;
};

/** A list of a ballot's roll as a whole, page after page: it is printed, searched by name, and read out. */
export const useRoll = <Field extends string, Node>(field: Field, query: string, id: () => string) => {
  const items = shallowRef<readonly Node[]>([]);
  const loading = ref(true);
  const error = ref<string>();
  let turn = 0;
  const load = async (): Promise<void> => {
    const mine = ++turn;
    loading.value = true;
    error.value = undefined;
    try {
      const found: Node[] = [];
      let after: string | undefined;
      for (let page = 0; page < maxPages; page++) {
        const variables = { id: id(), first: pageSize, after, atLeast: lastPosition.value };
        const { ballot } = await graphql<Of<Field, Node>>(query, variables);
        if (mine !== turn) return;
        const list = ballot?.roll?.[field];
        found.push(...(list?.edges ?? []).map(({ node }) => node));
        after = list?.pageInfo.endCursor ?? undefined;
        if (list?.pageInfo.hasNextPage !== true || after === undefined) break;
      }
      items.value = found;
    } catch (failure) {
      if (mine === turn) error.value = failure instanceof Error ? failure.message : String(failure);
    } finally {
      if (mine === turn) loading.value = false;
    }
  };
  watch([id, lastPosition], load, { immediate: true });
  return { items, loading, error, load, count: computed(() => items.value.length) };
};

import { onMounted, ref, watch, type Ref } from 'vue';
import { graphql } from './api/graphql.ts';
import { actingOffice, language } from './preferences.ts';

/** A query whose answer a page shows, asked anew when its variables, the language or the office change. */
export const useQuery = <Data>(query: string, variables: () => object | undefined = () => ({})) => {
  const data = ref() as Ref<Data | undefined>;
  const error = ref<string>();
  const loading = ref(true);
  let turn = 0;
  const load = async (): Promise<void> => {
    const given = variables();
    if (given === undefined) return;
    const mine = ++turn;
    loading.value = true;
    error.value = undefined;
    try {
      const answer = await graphql<Data>(query, given);
      if (mine === turn) data.value = answer;
    } catch (failure) {
      if (mine === turn) error.value = failure instanceof Error ? failure.message : String(failure);
    } finally {
      if (mine === turn) loading.value = false;
    }
  };
  onMounted(load);
  watch([() => JSON.stringify(variables() ?? null), language, actingOffice], load);
  return { data, error, loading, load };
};

import { computed, onMounted, ref, shallowRef, watch } from 'vue';
import { graphql, RequestFailed } from './api/graphql.ts';
import { actingOffice, language } from './preferences.ts';

/**
 * A query whose answer a page shows, asked anew when its variables, the language or the office change. `loading` is
 * true until the first answer; later ones replace it in place, so that a page does not flicker. Undefined variables: wait.
 */
export const useQuery = <Data>(query: string, variables: () => object | undefined = () => ({})) => {
  const data = shallowRef<Data>();
  const failure = shallowRef<RequestFailed>();
  const busy = ref(true);
  let turn = 0;
  const load = async (): Promise<void> => {
    const given = variables();
    if (given === undefined) return;
    const mine = ++turn;
    busy.value = true;
    try {
      const answer = await graphql<Data>(query, given);
      if (mine !== turn) return;
      data.value = answer;
      failure.value = undefined;
    } catch (error) {
      if (mine === turn)
        failure.value = error instanceof RequestFailed ? error : new RequestFailed('unknown', String(error));
    } finally {
      if (mine === turn) busy.value = false;
    }
  };
  onMounted(load);
  watch([() => JSON.stringify(variables() ?? null), language, actingOffice], load);
  const loading = computed(() => busy.value && data.value === undefined);
  const error = computed(() => failure.value?.message);
  return { data, error, failure, loading, busy, load };
};

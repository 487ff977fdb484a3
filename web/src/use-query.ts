import { computed, onMounted, ref, shallowRef, watch } from 'vue';
import { RequestFailed } from './api/answer.ts';
import { graphql } from './api/graphql.ts';
import { sealed } from './follow-village.ts';
import { tellNews } from './news.ts';
import { actingOffice, language } from './preferences.ts';

/** Asks the gateway; `again` where the page asks anew by itself, and what is shown is to stay as long as it was. */
export type Ask<Data> = (query: string, variables: object, again: boolean) => Promise<Data>;

/**
 * A query whose answer a page shows, asked anew when its variables, the language or the office change, and when something
 * was sealed in the village that the page follows (`followVillage`). `loading` is true until the first answer; later ones
 * replace it in place, so that a page does not flicker. Undefined variables: wait.
 */
export const useQuery = <Data>(
  query: string,
  variables: () => object | undefined = () => ({}),
  ask: Ask<Data> = (asked, given) => graphql<Data>(asked, given),
) => {
  const data = shallowRef<Data>();
  const failure = shallowRef<RequestFailed>();
  const busy = ref(true);
  let turn = 0;
  const run = async (again: boolean): Promise<void> => {
    const given = variables();
    if (given === undefined) return;
    const mine = ++turn;
    const before = data.value;
    busy.value = true;
    try {
      const answer = await ask(query, given, again);
      if (mine !== turn) return;
      failure.value = undefined;
      // The same answer touches nothing: what is typed, open or chosen on the page may hang on it.
      if (again && JSON.stringify(answer) === JSON.stringify(before)) return;
      data.value = answer;
      if (again && before !== undefined) tellNews();
    } catch (error) {
      // Nobody asked: what is shown stays, as if the village were not followed.
      if (mine !== turn || (again && before !== undefined)) return;
      failure.value = error instanceof RequestFailed ? error : new RequestFailed('unknown', String(error));
    } finally {
      if (mine === turn) busy.value = false;
    }
  };
  const load = (): Promise<void> => run(false);
  onMounted(load);
  watch([() => JSON.stringify(variables() ?? null), language, actingOffice, sealed], (now, before) =>
    run(now[3] !== before[3]),
  );
  const loading = computed(() => busy.value && data.value === undefined);
  const error = computed(() => failure.value?.message);
  return { data, error, failure, loading, busy, load };
};

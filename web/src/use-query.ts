import { computed, onMounted, onUnmounted, ref, shallowRef, watch } from 'vue';
import { RequestFailed } from './api/answer.ts';
import { read, type Read } from './api/graphql.ts';
import { sealed } from './follow-village.ts';
import { countLag } from './lag.ts';
import { tellNews } from './news.ts';
import { actingOffice, language } from './preferences.ts';

/** Asks the gateway; `again` where the page asks anew by itself, and what is shown is to stay as long as it was. */
export type Ask<Data> = (query: string, variables: object, again: boolean) => Promise<Read<Data>>;

/** After so long an answer that had not seen what the person did is asked for anew, and then again. */
const askedAnewAfterMs = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000];
/** It is not there, or not there yet: read models lag. */
const notYet = 'query.not-yet';

/**
 * A query whose answer a page shows, asked anew when its variables, the language or the office change, and when something
 * was sealed in the village that the page follows (`followVillage`). `loading` is true until the first answer; later ones
 * replace it in place, so that a page does not flicker. An answer that has not seen what the person did is asked for anew for a
 * minute, and the page says so (`isBehind`). Undefined variables: wait.
 */
export const useQuery = <Data>(
  query: string,
  variables: () => object | undefined = () => ({}),
  ask: Ask<Data> = read,
) => {
  const data = shallowRef<Data>();
  const failure = shallowRef<RequestFailed>();
  const busy = ref(true);
  const stale = ref(false);
  let turn = 0;
  let late = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = (isStale: boolean): void => {
    stale.value = isStale;
    const after = isStale ? askedAnewAfterMs[late++] : undefined;
    if (after !== undefined) timer = setTimeout(() => run(true), after);
  };
  const run = async (again: boolean): Promise<void> => {
    const given = variables();
    if (given === undefined) return;
    const mine = ++turn;
    const before = data.value;
    clearTimeout(timer);
    // What a page asks anew by itself disables nothing.
    if (!again) busy.value = true;
    try {
      const answer = await ask(query, given, again);
      if (mine !== turn) return;
      failure.value = undefined;
      settle(answer.stale);
      // The same answer touches nothing: what is typed, open or chosen on the page may hang on it.
      if (again && JSON.stringify(answer.data) === JSON.stringify(before)) return;
      data.value = answer.data;
      if (again && before !== undefined) tellNews();
    } catch (error) {
      if (mine !== turn) return;
      const failed = error instanceof RequestFailed ? error : new RequestFailed('unknown', String(error));
      settle(failed.code === notYet);
      // Nobody asked: what is shown stays, as if the village were not followed.
      if (!again || before === undefined) failure.value = failed;
    } finally {
      if (mine === turn) busy.value = false;
    }
  };
  const load = (): Promise<void> => {
    late = 0;
    return run(false);
  };
  onMounted(load);
  countLag(stale);
  onUnmounted(() => {
    // What is still under way is asked for nobody.
    turn++;
    clearTimeout(timer);
  });
  watch([() => JSON.stringify(variables() ?? null), language, actingOffice, sealed], (now, before) => {
    late = 0;
    return run(now[3] !== before[3]);
  });
  const loading = computed(() => busy.value && data.value === undefined);
  const error = computed(() => failure.value?.message);
  return { data, error, failure, loading, busy, load };
};

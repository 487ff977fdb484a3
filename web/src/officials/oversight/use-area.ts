import { computed } from 'vue';
import { useRoute } from 'vue-router';
import { useQuery } from '../../use-query.ts';
import { acting } from '../../viewer.ts';
import { ancestorsQuery } from './statistics-queries.ts';

interface DivisionName {
  readonly code: string;
  readonly name: string;
}
interface Place {
  readonly division: (DivisionName & { readonly ancestors: readonly DivisionName[] }) | null;
}

/** The division that a page of figures is about, by default that of the office acted in; its pages lie under `base`. */
export const useArea = (asked: () => string | undefined, base: string) => {
  const route = useRoute();
  const own = computed(() => acting.value?.division.code ?? '');
  const code = computed(() => asked() ?? own.value);
  const place = useQuery<Place>(ancestorsQuery, () => ({ code: code.value }));
  const name = computed(() => place.data.value?.division?.name);
  const linkTo = (division: string) => ({ path: `${base}/${division}`, query: route.query });
  /** Only what the office oversees: from its own division down. */
  const above = computed(() => {
    const ancestors = place.data.value?.division?.ancestors ?? [];
    const from = ancestors.findIndex((one) => one.code === own.value);
    return from < 0 ? [] : ancestors.slice(from);
  });
  return { code, name, above, linkTo };
};
export type Area = ReturnType<typeof useArea>;

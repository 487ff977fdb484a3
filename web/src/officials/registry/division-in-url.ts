import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { acting } from '../../viewer.ts';

/** The division that a page is about, kept in the address; that of the office at first. */
export const useDivisionInUrl = () => {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => {
      const given = String(route.query['division'] ?? '');
      return /^\d{12}$/.test(given) ? given : (acting.value?.division.code ?? '');
    },
    set: (division) => void router.replace({ query: { ...route.query, division } }),
  });
};

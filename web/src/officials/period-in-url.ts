import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { today } from '../dates.ts';
import { calendarPeriod, lastEnded } from './period.ts';

/** The period chosen, kept in the address, so that going back and sending a link work; the last quarter that is over at first. */
export const usePeriodInUrl = (): WritableComputedRef<string> => {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => {
      const given = String(route.query['period'] ?? '');
      return calendarPeriod(given) === undefined ? lastEnded('quarter', today()) : given;
    },
    set: (period) => void router.replace({ query: { ...route.query, period } }),
  });
};

import { computed } from 'vue';
import { grantedQuery, rollEntriesQuery, type Ballot, type Granted, type RollEntry } from './queries.ts';
import { useRoll } from './use-roll.ts';

/** What was granted on a roll in one form, each with its household: several of a village have the same name. */
export const useGranted = (ballot: () => Ballot, form: Granted['form']) => {
  const granted = useRoll<'granted', Granted>('granted', grantedQuery, () => ballot().id);
  const entries = useRoll<'entries', RollEntry>('entries', rollEntriesQuery, () => ballot().id);
  const items = computed(() => {
    const households = new Map(entries.items.value.map(({ person, household }) => [person, household]));
    return granted.items.value
      .filter((one) => one.form === form)
      .map((one) => ({ ...one, household: households.get(one.person) ?? '' }));
  });
  return {
    items,
    loading: computed(() => granted.loading.value || entries.loading.value),
    error: computed(() => granted.error.value ?? entries.error.value),
    load: () => Promise.all([granted.load(), entries.load()]),
  };
};

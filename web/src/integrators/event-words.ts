import { computed } from 'vue';
import { useQuery } from '../use-query.ts';
import { eventTypesQuery, type EventType } from './queries.ts';

/** Kinds of events in words. */
export const useEventWords = () => {
  const query = useQuery<{ eventTypes: readonly EventType[] }>(eventTypesQuery);
  const types = computed(() => query.data.value?.eventTypes ?? []);
  const byName = computed(() => new Map(types.value.map(({ name, text }) => [name, text])));
  /** Of a name, or of a wire type such as `cunjian.registry.body-changed.v1`; itself where there are no words for it. */
  const wordsOf = (type: string): string => byName.value.get(type.split('.')[2] ?? type) ?? type;
  return { ...query, types, wordsOf };
};

import { computed, onUnmounted, shallowReactive, type Ref } from 'vue';

const parts = shallowReactive(new Set<Ref<boolean>>());

/** Whether something on the page has not seen yet what the person did: it is being asked for anew. */
export const isBehind = computed(() => [...parts].some(({ value }) => value));

/** `stale` counts for `isBehind` as long as the part of the page that calls is there. */
export const countLag = (stale: Ref<boolean>): void => {
  parts.add(stale);
  onUnmounted(() => parts.delete(stale));
};

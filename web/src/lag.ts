import { computed, onUnmounted, ref, watch, type Ref } from 'vue';

const behind = ref(0);

/** Whether something on the page has not seen yet what the person did: it is being asked for anew. */
export const isBehind = computed(() => behind.value > 0);

/** Counts for `isBehind` while `stale` is true, as long as the part of the page that calls is there. */
export const countLag = (stale: Ref<boolean>): void => {
  watch(stale, (now) => (behind.value += now ? 1 : -1));
  onUnmounted(() => {
    if (stale.value) behind.value--;
  });
};

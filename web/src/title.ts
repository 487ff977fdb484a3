import { ref, watchEffect } from 'vue';

/** What the page shows is called, once it is known: a village's name, a disclosure's title. */
export const shownTitle = ref<string>();

export const useTitle = (title: () => string | undefined): void => {
  watchEffect(() => (shownTitle.value = title()));
};

import { ref } from 'vue';

/** How long it is said that something on the page is new. */
const saidForMs = 8_000;

/** Whether what a page shows was replaced by something newer just now, without the reader having asked. */
export const hasNews = ref(false);

let timer: ReturnType<typeof setTimeout> | undefined;
/** Said once, however many parts of the page have changed. */
export const tellNews = (): void => {
  hasNews.value = true;
  clearTimeout(timer);
  timer = setTimeout(() => (hasNews.value = false), saidForMs);
};

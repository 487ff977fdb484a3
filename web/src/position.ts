import { ref, watch } from 'vue';

const key = 'cunjian.position';
const stored = (): string | undefined => {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
};

/** Where this tab's last command stands: queries hand it over as `atLeast`, so that one reads what one wrote. */
export const lastPosition = ref(stored());

watch(lastPosition, (position) => {
  try {
    if (position !== undefined) sessionStorage.setItem(key, position);
  } catch {
    // Then it is known as long as the page.
  }
});

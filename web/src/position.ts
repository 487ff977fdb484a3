import { ref, watch } from 'vue';

const key = 'cunjian.position';
const stored = (): string | undefined => {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
};

/**
 * Where this tab's last command stands, or what else it knows to have happened (`follow-village.ts`): queries hand it over
 * as `atLeast`, so that one reads what one wrote.
 */
export const lastPosition = ref(stored());

/** Of two positions the one that has seen the other. */
export const later = (one: string | undefined, other: string | undefined): string | undefined => {
  if (one === undefined || other === undefined) return one ?? other;
  return BigInt(one) < BigInt(other) ? other : one;
};

watch(lastPosition, (position) => {
  try {
    if (position !== undefined) sessionStorage.setItem(key, position);
  } catch {
    // Then it is known as long as the page.
  }
});

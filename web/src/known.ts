import { computed, type Ref } from 'vue';

const separator = '\n';
const maxKnown = 50;

/** Names of what somebody has seen, a line each in what this device keeps; the oldest are forgotten, and told again. */
export const knownIn = (kept: Ref<string | undefined>) => {
  const known = computed(() => (kept.value ?? '').split(separator));
  return {
    isKnown: (name: string): boolean => known.value.includes(name),
    know: (name: string): void => {
      kept.value = [...known.value, name].slice(-maxKnown).join(separator);
    },
  };
};

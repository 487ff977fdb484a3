import { onBeforeUnmount, onMounted } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';

/** Asks before a form is left with what is not saved, by a link or by closing the page. */
export const useLeaveGuard = (isUnsaved: () => boolean, question: () => string): void => {
  const beforeUnload = (event: BeforeUnloadEvent) => {
    if (isUnsaved()) event.preventDefault();
  };
  onMounted(() => window.addEventListener('beforeunload', beforeUnload));
  onBeforeUnmount(() => window.removeEventListener('beforeunload', beforeUnload));
  onBeforeRouteLeave(() => !isUnsaved() || window.confirm(question()));
};

/** The focus goes to what takes none by itself; nothing is scrolled. */
export const focusOn = (element: HTMLElement): void => {
  element.setAttribute('tabindex', '-1');
  element.focus({ preventScroll: true });
};

/**
 * `v-focus` on what appears because somebody pressed something that makes way for it: its first field is focused, or itself
 * where it has a `tabindex`; else keyboard and screen reader would begin at the top again. Never on what stands there when
 * a page opens.
 */
export const vFocus = {
  mounted: (element: HTMLElement): void => {
    const field = element.hasAttribute('tabindex')
      ? null
      : element.querySelector<HTMLElement>('textarea, input, select');
    (field ?? element).focus();
  },
};

import { focusOn } from './focus.ts';

/** Where the focus goes when what had it is gone: the heading of the part of the page that is left. */
const partOf = (left: HTMLElement): HTMLElement => {
  const part = left.closest<HTMLElement>('section, article, main') ?? left;
  return part.querySelector<HTMLElement>('h1, h2, h3') ?? part;
};

const ancestorsOf = (element: Element): HTMLElement[] => {
  const found: HTMLElement[] = [];
  for (let one: Element | null = element; one !== null; one = one.parentElement)
    if (one instanceof HTMLElement) found.push(one);
  return found;
};

/**
 * Keeps the place of keyboard and screen reader: where a button or form is taken away while it has the focus, as when what
 * it was there for is done, they would begin at the top of the page again. What takes the focus by itself is left alone.
 */
export const keepFocus = (root: HTMLElement): void => {
  let focused: readonly HTMLElement[] = [];
  root.addEventListener('focusin', ({ target }) => {
    focused = target instanceof Element ? ancestorsOf(target) : [];
  });
  new MutationObserver(() => {
    const [last] = focused;
    if (last === undefined || last.isConnected || document.activeElement !== document.body) return;
    const left = focused.find((one) => one.isConnected);
    focused = [];
    if (left === undefined || !root.contains(left)) return;
    focusOn(partOf(left));
  }).observe(root, { childList: true, subtree: true });
};

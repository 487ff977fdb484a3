import { focusOn } from './focus.ts';

/** A heading that waits for data longer than this comes too late to move the focus to. */
const maxWaitMs = 5_000;

/**
 * Tells a screen reader the new page, by giving the focus to its heading: at once, or when it has come, unless the
 * person has gone on in the meantime.
 */
export const focusPage = (): void => {
  const main = document.getElementById('main');
  if (main === null) return;
  const heading = () => main.querySelector<HTMLElement>('h1');
  const now = heading();
  focusOn(now ?? main);
  if (now !== null) return;
  const observer = new MutationObserver(() => {
    const come = heading();
    if (come !== null && document.activeElement === main) focusOn(come);
    if (come !== null || document.activeElement !== main) observer.disconnect();
  });
  observer.observe(main, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), maxWaitMs);
};

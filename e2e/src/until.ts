/** Between two looks, at first and at most: whoever looks takes time from what it waits for. */
const pause = { firstMs: 20, growth: 1.5, mostMs: 200 };
/** No wait ends by time on a machine that is merely busy: this ends what hangs, before jest does, and says what it was. */
const maxWaitMs = 240_000;
/** For jest: longer than a wait, so that the wait is what tells. The first journey also makes the demo's data. */
export const journeyMs = 300_000;

/**
 * Looks until it holds, `timesInARow` times where what holds now may set something going. Throws what has not come about
 * where it takes too long.
 */
export const until = async (
  holds: () => boolean | Promise<boolean>,
  what: string | (() => string),
  timesInARow = 1,
): Promise<void> => {
  const end = performance.now() + maxWaitMs;
  for (let times = 0, pauseMs = pause.firstMs; ; pauseMs = Math.min(pauseMs * pause.growth, pause.mostMs)) {
    times = (await holds()) ? times + 1 : 0;
    if (times > 0) pauseMs = pause.firstMs;
    if (times === timesInARow) return;
    if (performance.now() > end)
      throw new Error(`not after ${maxWaitMs / 1_000} s: ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
};

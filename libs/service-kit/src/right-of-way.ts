/** How long the background thread waits for requests under way before it goes on, and at least how long it goes on then. */
const maxWaitMs = 12;
const minWorkMs = 6;

/** Requests under way in a process, known to its background thread. */
export interface RightOfWay {
  readonly cell: SharedArrayBuffer;
  /** A request has come. Call what it gives when it has been answered. */
  begin(): () => void;
  /** Blocks the calling thread while requests are under way; never for long, so that none keeps it from its work. */
  giveWay(): void;
}

/** Lets requests go before the catching up with a long history (ADR 22). */
export const createRightOfWay = (
  cell: SharedArrayBuffer = new SharedArrayBuffer(4),
  wait: (cell: Int32Array<SharedArrayBuffer>, index: number, value: number, ms?: number) => unknown = Atomics.wait,
  nowMs: () => number = () => performance.now(),
): RightOfWay => {
  const underWay = new Int32Array(cell);
  let workedSince = -Infinity;

  const begin = (): (() => void) => {
    let over = false;
    Atomics.add(underWay, 0, 1);
    return () => {
      if (over) return;
      over = true;
      if (Atomics.sub(underWay, 0, 1) === 1) Atomics.notify(underWay, 0);
    };
  };
  const giveWay = (): void => {
    const start = nowMs();
    if (Atomics.load(underWay, 0) === 0 || start - workedSince < minWorkMs) return;
    for (let now = start; now - start < maxWaitMs; now = nowMs()) {
      const requests = Atomics.load(underWay, 0);
      if (requests === 0) break;
      wait(underWay, 0, requests, maxWaitMs - (now - start));
    }
    workedSince = nowMs();
  };
  return { cell, begin, giveWay };
};

export interface GateLimits {
  /** How many calls that write run at the same time, reservations and appends; a server takes about 100 on a connection. */
  readonly maxInFlight: number;
  /** What may run or wait; beyond it the gate is shut. */
  readonly maxQueuedEvents: number;
  readonly maxQueuedBytes: number;
}

export interface Gate {
  /** Runs the task; undefined, at once, where the gate is shut. One alone is let in whatever its size. */
  pass<T>(events: number, bytes: number, task: () => Promise<T>): Promise<T> | undefined;
}

export const createGate = (limits: Pick<GateLimits, 'maxQueuedEvents' | 'maxQueuedBytes'>): Gate => {
  let queuedEvents = 0;
  let queuedBytes = 0;
  return {
    pass: (events, bytes, task) => {
      const full = queuedEvents + events > limits.maxQueuedEvents || queuedBytes + bytes > limits.maxQueuedBytes;
      if (queuedEvents > 0 && full) return undefined;
      queuedEvents += events;
      queuedBytes += bytes;
      return task().finally(() => {
        queuedEvents -= events;
        queuedBytes -= bytes;
      });
    },
  };
};

/** Runs tasks in the order they came, so many at a time. */
export type Turns = <T>(task: () => Promise<T>) => Promise<T>;

export const createTurns = (maxInFlight: number): Turns => {
  const waiting: (() => void)[] = [];
  let inFlight = 0;
  return async (task) => {
    if (inFlight < maxInFlight) inFlight++;
    // Whoever leaves gives her place to who waits.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) inFlight--;
      else next();
    }
  };
};

export interface GateLimits {
  /** How many run at the same time. */
  readonly maxInFlight: number;
  /** What may run or wait; beyond it the gate is shut. */
  readonly maxQueuedEvents: number;
  readonly maxQueuedBytes: number;
}

export interface Gate {
  /** Runs the task in its turn; undefined, at once, where the gate is shut. One alone is let in whatever its size. */
  pass<T>(events: number, bytes: number, task: () => Promise<T>): Promise<T> | undefined;
}

export const createGate = (limits: GateLimits): Gate => {
  const waiting: (() => void)[] = [];
  let inFlight = 0;
  let queuedEvents = 0;
  let queuedBytes = 0;

  const enter = (): Promise<void> | undefined => {
    if (inFlight < limits.maxInFlight) {
      inFlight++;
      return undefined;
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  /** Whoever waits takes the place of who leaves. */
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) inFlight--;
    else next();
  };
  const run = async <T>(events: number, bytes: number, task: () => Promise<T>): Promise<T> => {
    queuedEvents += events;
    queuedBytes += bytes;
    await enter();
    try {
      return await task();
    } finally {
      queuedEvents -= events;
      queuedBytes -= bytes;
      leave();
    }
  };

  return {
    pass: (events, bytes, task) => {
      const full = queuedEvents + events > limits.maxQueuedEvents || queuedBytes + bytes > limits.maxQueuedBytes;
      return queuedEvents > 0 && full ? undefined : run(events, bytes, task);
    },
  };
};

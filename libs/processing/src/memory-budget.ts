/** Bounds what projections hold in memory together, uncommitted or to be at hand. */
export interface MemoryBudget {
  /** `bytes` more (less where negative) are held. */
  hold(bytes: number): void;
  /** Whether this part of it is held, by default all. */
  isSpent(part?: number): boolean;
}

export const createMemoryBudget = (maxBytes: number): MemoryBudget => {
  let held = 0;
  return {
    hold: (bytes) => {
      held += bytes;
    },
    isSpent: (part = 1) => held >= maxBytes * part,
  };
};

/** Of uncommitted events and of documents as JSON. Events are folded and gone, documents take some four times as much in memory. */
const maxHeldBytes = 8_388_608;

/** Every thread loads this module anew: the one budget of all projections of the thread, of whatever service. */
export const threadBudget = createMemoryBudget(maxHeldBytes);

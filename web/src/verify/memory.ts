/** What this device saw of a log: kept, so that a rewritten history is caught on the next visit. */
export interface Seen {
  readonly vkey: string;
  readonly checkpoint: string;
  /** Milliseconds since the epoch, by this device's clock. */
  readonly at: number;
}
export interface Memory {
  get(origin: string): Seen | undefined;
  set(origin: string, seen: Seen): void;
}

const keyOf = (origin: string): string => `cunjian.seen.${origin}`;
const isSeen = (value: unknown): value is Seen =>
  typeof value === 'object' &&
  value !== null &&
  'vkey' in value &&
  'checkpoint' in value &&
  typeof value.vkey === 'string' &&
  typeof value.checkpoint === 'string';

/** On this device, for this site. Where storage is forbidden nothing is remembered, and the report says "first visit". */
export const deviceMemory = (storage: () => Storage): Memory => ({
  get: (origin) => {
    try {
      const value: unknown = JSON.parse(storage().getItem(keyOf(origin)) ?? 'null');
      return isSeen(value) ? { ...value, at: Number(value.at) || 0 } : undefined;
    } catch {
      return undefined;
    }
  },
  set: (origin, seen) => {
    try {
      storage().setItem(keyOf(origin), JSON.stringify(seen));
    } catch {
      // Private windows: then it is a first visit each time.
    }
  },
});

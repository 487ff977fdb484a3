import type { FetchLog } from './log-port.ts';
import type { Step } from './steps.ts';

/** What the server says of the heads log. Hints: what is signed proves the name, and time itself the rest. */
export interface HeadsHint {
  /** `heads`, after a restore `heads/epoch-2`. */
  readonly log: string;
  /** When everybody is shown the logs next, milliseconds since the epoch; by the server's clock, as is `now`. */
  readonly next?: number;
  readonly now?: number;
}

export const headsHint = async (fetch: FetchLog): Promise<HeadsHint> => {
  const bytes = await fetch('heads/current');
  if (bytes === undefined) return { log: 'heads' };
  const { log, next, now } = JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, unknown>>;
  const name = typeof log === 'string' && /^heads(\/epoch-\d+)?$/.test(log) ? log : 'heads';
  const [then, here] = [Date.parse(String(next)), Date.parse(String(now))];
  return Number.isNaN(then) || Number.isNaN(here) ? { log: name } : { log: name, next: then, now: here };
};

/** What a step says that the next heads will settle: `later`, or `later-at` with the time where that is known. */
export const waitFor = (variant: string, { next, now }: HeadsHint): Step['params'] =>
  next === undefined || now === undefined ? { variant } : { variant: `${variant}-at`, next, waitMs: next - now };

/** The heads are signed and served a moment after their time. */
const afterHeadsMs = 10_000;
/** Where a server's hint is nonsense, it is not asked all the time, nor never again. */
const maxWaitMs = 24 * 60 * 60 * 1_000;

/** In how many milliseconds the same check can prove more; undefined where nothing waits for the next heads. */
export const checkAgainAfterMs = (steps: readonly Step[]): number | undefined => {
  const waits = steps.flatMap(({ params: { waitMs } }) => (typeof waitMs === 'number' ? [waitMs] : []));
  return waits.length === 0 ? undefined : Math.min(maxWaitMs, Math.max(0, ...waits) + afterHeadsMs);
};

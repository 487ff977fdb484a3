import type { Recount } from '@cunjian/ballots/recount';
import type { SealedEvent } from './collect-events.ts';
import { recountEvents } from './recount-events.ts';

export interface RecountTask {
  readonly events: readonly SealedEvent[];
  readonly ballot: string;
}
export type RecountMessage =
  { readonly done: number; readonly total: number } | { readonly result: Recount } | { readonly error: string };

/** Counting opens every ballot: a worker does it, so that the page stays alive. */
const say = (message: RecountMessage): void => self.postMessage(message);

self.onmessage = async ({ data }: MessageEvent<RecountTask>): Promise<void> => {
  try {
    say({ result: await recountEvents(data.events, data.ballot, (done, total) => say({ done, total })) });
  } catch (error) {
    say({ error: error instanceof Error ? error.message : String(error) });
  }
};

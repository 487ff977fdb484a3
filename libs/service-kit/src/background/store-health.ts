import type { Clock } from '@cunjian/kernel';
import type { Check } from '../health.ts';
import type { FromBackground, ToBackground } from './protocol.ts';

/** The thread answers between two batches; who asks how the process is waits for other answers too. */
const maxAnswerMs = 2_000;

type Answer = Extract<FromBackground, { kind: 'store-health' }>;

export interface StoreHealth {
  /** The thread to ask; undefined while there is none. */
  attach(post: ((message: ToBackground) => void) | undefined): void;
  take(answer: Answer): void;
  check(): Promise<Omit<Check, 'name'>>;
}

/** How the thread's own connection to the event store is, which alone has a subscription: asked of it for each check. */
export const createStoreHealth = (clock: Pick<Clock, 'sleep'>): StoreHealth => {
  const waiting = new Map<number, (answer: Answer) => void>();
  let ask: ((message: ToBackground) => void) | undefined;
  let lastId = 0;
  return {
    attach: (post) => {
      ask = post;
    },
    take: (answer) => waiting.get(answer.id)?.(answer),
    check: async () => {
      if (ask === undefined) return { ok: false, serves: true, detail: 'the background thread does not run' };
      const id = ++lastId;
      const answered = new AbortController();
      const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve));
      ask({ kind: 'store-health', id });
      const found = await Promise.race([answer, clock.sleep(maxAnswerMs, answered.signal)]);
      answered.abort();
      waiting.delete(id);
      return found?.health ?? { ok: false, serves: true, detail: 'the background thread does not answer' };
    },
  };
};

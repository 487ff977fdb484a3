import type { Log } from '@cunjian/service-kit';
import type { WebhookDocument } from '../projections/webhooks.ts';
import { deliverTo, type DeliverOptions } from './deliver-to.ts';
import { maxReplays, type Replay } from './delivery-store.ts';

/** How soon a change of a webhook is heeded. */
export const webhooksIntervalMs = 1_000;
/** After an error of ours, as of a store that is out of reach. */
const pauseAfterErrorMs = 10_000;

export interface RunDeliveriesOptions extends DeliverOptions {
  readonly enabled: () => Promise<readonly WebhookDocument[]>;
  readonly log: Pick<Log, 'error'>;
}

export interface Deliveries {
  /** Until `signal` is aborted. */
  run(signal: AbortSignal): Promise<void>;
  /** False where too many wait already. A range that came before by the same command is taken once. */
  replay(webhook: string, replay: Replay): boolean;
}

interface Worker {
  document: WebhookDocument;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/** One after the other for each webhook, side by side for all: who is slow or dead is so for itself alone. */
export const createDeliveries = (options: RunDeliveriesOptions): Deliveries => {
  const { enabled, log, clock } = options;
  const workers = new Map<string, Worker>();
  const replays = new Map<string, Replay[]>();
  const bells = new Map<string, () => void>();

  const takeReplays = (webhook: string): readonly Replay[] => {
    const come = replays.get(webhook) ?? [];
    replays.delete(webhook);
    return come;
  };
  const rung = (webhook: string, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted || replays.has(webhook)) return resolve();
      const wake = (): void => {
        if (bells.get(webhook) === wake) bells.delete(webhook);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      bells.set(webhook, wake);
      signal.addEventListener('abort', wake);
    });

  const start = (document: WebhookDocument): void => {
    const { webhook } = document;
    const stop = new AbortController();
    const { signal } = stop;
    const run = async (): Promise<void> => {
      try {
        await deliverTo(options, {
          webhook: () => workers.get(webhook)?.document ?? document,
          takeReplays: () => takeReplays(webhook),
          rung: (either) => rung(webhook, either),
          signal,
        });
      } catch (error) {
        log.error({ err: error, webhook }, 'deliveries of a webhook are tried again');
        await clock.sleep(pauseAfterErrorMs, signal);
      }
    };
    const worker: Worker = { document, stop, ended: run() };
    workers.set(webhook, worker);
    // Where it has ended by itself, it is begun anew as long as it is enabled.
    void worker.ended.then(() => {
      if (workers.get(webhook) === worker) workers.delete(webhook);
    });
  };

  const follow = async (): Promise<void> => {
    const documents = new Map((await enabled()).map((document) => [document.webhook, document]));
    for (const [webhook, worker] of workers) {
      const document = documents.get(webhook);
      if (document === undefined) worker.stop.abort();
      else worker.document = document;
    }
    for (const [webhook, document] of documents) if (!workers.has(webhook)) start(document);
  };

  return {
    run: async (signal) => {
      while (!signal.aborted) {
        await follow().catch((error: unknown) => log.error({ err: error }, 'webhooks could not be listed'));
        await clock.sleep(webhooksIntervalMs, signal);
      }
      const running = [...workers.values()];
      for (const { stop } of running) stop.abort();
      await Promise.all(running.map(({ ended }) => ended));
    },
    replay: (webhook, replay) => {
      const waiting = replays.get(webhook) ?? [];
      if (waiting.some(({ id }) => id === replay.id)) return true;
      if (waiting.length >= maxReplays) return false;
      replays.set(webhook, [...waiting, replay]);
      bells.get(webhook)?.();
      return true;
    },
  };
};

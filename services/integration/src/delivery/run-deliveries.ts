import type { Log } from '@cunjian/service-kit';
import type { WebhookDocument } from '../projections/webhooks.ts';
import { deliverTo, type DeliverOptions } from './deliver-to.ts';
import type { Replay } from './delivery-store.ts';

/** How soon a change of a webhook is heeded. */
export const webhooksIntervalMs = 1_000;
/** Ranges of one webhook that wait to be replayed, that under way counted. */
const maxReplays = 10;
/** After an error of ours, as of a store that is out of reach. */
const pauseAfterErrorMs = 10_000;

export interface RunDeliveriesOptions extends DeliverOptions {
  readonly enabled: () => Promise<readonly WebhookDocument[]>;
  readonly log: Pick<Log, 'error'>;
}

export interface Deliveries {
  /** Until `signal` is aborted. */
  run(signal: AbortSignal): Promise<void>;
  /**
   * False where too many wait already. Resolves when it is kept: it is carried out though the process ends. One that waits
   * already by the same command is taken once.
   */
  replay(webhook: string, replay: Replay): Promise<boolean>;
}

interface Worker {
  document: WebhookDocument;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/** One after the other for each webhook, side by side for all: who is slow or dead is so for itself alone. */
export const createDeliveries = (options: RunDeliveriesOptions): Deliveries => {
  const { enabled, log, clock, store, requests } = options;
  const workers = new Map<string, Worker>();
  /** Webhooks for which replays were asked that their workers have not looked at. */
  const asked = new Set<string>();
  const bells = new Map<string, () => void>();

  const rung = (webhook: string, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted || asked.has(webhook)) return resolve();
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
    // What was asked for before this process, or while there was no worker.
    asked.add(webhook);
    const run = async (): Promise<void> => {
      try {
        await deliverTo(options, {
          webhook: () => workers.get(webhook)?.document ?? document,
          wasAsked: () => asked.delete(webhook),
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
    replay: async (webhook, replay) => {
      // In this order: what its worker takes over in between is seen twice, not missed.
      const [come, progress] = [await requests.of(webhook), await store.progress(webhook)];
      const waiting = [...come, ...(progress?.replays ?? [])];
      if (waiting.some(({ id }) => id === replay.id)) return true;
      if (waiting.length >= maxReplays) return false;
      await requests.add(webhook, replay, clock.now());
      asked.add(webhook);
      bells.get(webhook)?.();
      return true;
    },
  };
};

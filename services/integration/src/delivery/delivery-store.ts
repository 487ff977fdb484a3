import type { CollectionSpec, ReadModelStore } from '@cunjian/read-model';
import { openCommitQueue, type QueuedWrite } from './commit-queue.ts';

/** Attempts kept of each webhook, the newest ones; what is older can be replayed by its index in the log. */
export const maxLoggedAttempts = 1_000;
export interface Replay {
  /** Of the command, so that it is carried out once. */
  readonly id: string;
  readonly log: string;
  /** Index of the next entry, and of the last. */
  readonly next: number;
  readonly to: number;
}

/** Key: the webhook. How far its deliveries are. */
export interface Progress {
  readonly webhook: string;
  /** Position of the last event that was delivered, or was not for it. */
  readonly cursor: string;
  /** Of the event after the cursor. */
  readonly failing?: { readonly event: string; readonly failures: number; readonly retryAt: number } | undefined;
  /** Attempts logged so far. */
  readonly logged: number;
  readonly replays: readonly Replay[];
}

/** Key: `<webhook>/<number>`. */
export interface Attempt {
  readonly webhook: string;
  readonly number: number;
  readonly event: string;
  readonly log: string;
  readonly index: number;
  /** Absent where only the commitment was delivered. */
  readonly type?: string | undefined;
  readonly at: string;
  readonly outcome: 'delivered' | 'failed';
  readonly replayed: boolean;
  readonly status?: number | undefined;
  readonly error?: string | undefined;
  readonly excerpt?: string | undefined;
  readonly ms: number;
}

const name = 'integration-deliveries';
const version = 1;
const progressSpec: CollectionSpec = { name: `${name}.progress`, version, indexes: [] };
const attemptSpec: CollectionSpec = { name: `${name}.attempts`, version, indexes: [['webhook', 'number']] };
const keyOf = (webhook: string, number: number): string => `${webhook}/${String(number).padStart(12, '0')}`;

export interface DeliveryStore {
  progress(webhook: string): Promise<Progress | undefined>;
  /** With the attempt that led to it; older ones than the newest `maxLoggedAttempts` go. */
  save(progress: Progress, attempt?: Attempt): Promise<void>;
  /** Newest first, those below `before`. */
  attempts(webhook: string, limit: number, before?: number): Promise<readonly Attempt[]>;
  close(): Promise<void>;
}

export const openDeliveryStore = async (store: ReadModelStore): Promise<DeliveryStore> => {
  const commit = await openCommitQueue(store, name, version, [attemptSpec, progressSpec]);
  return {
    progress: async (webhook) => (await store.collection<Progress>(progressSpec).get([webhook])).get(webhook),
    save: (progress, attempt) => {
      const { webhook } = progress;
      const writes: QueuedWrite[] = [{ spec: progressSpec, key: webhook, document: progress }];
      if (attempt !== undefined) {
        writes.push({ spec: attemptSpec, key: keyOf(webhook, attempt.number), document: attempt });
        const old = attempt.number - maxLoggedAttempts;
        if (old >= 0) writes.push({ spec: attemptSpec, key: keyOf(webhook, old), document: undefined });
      }
      return commit(writes);
    },
    attempts: async (webhook, limit, before) => {
      const where = before === undefined ? { webhook } : { webhook, number: { to: before } };
      const order = { by: 'number', direction: 'descending' } as const;
      const { items } = await store.collection<Attempt>(attemptSpec).find({ where, order, limit });
      return items.map(({ document }) => document);
    },
    close: () => store.close(),
  };
};

import type { CollectionSpec, ReadModelStore, Write } from '@cunjian/read-model';

/** Attempts kept of each webhook, the newest ones; what is older can be replayed by its index in the log. */
export const maxLoggedAttempts = 1_000;
/** Ranges that wait to be replayed. */
export const maxReplays = 10;

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

interface Writes {
  readonly progress: Omit<Write, 'position'>[];
  readonly attempts: Omit<Write, 'position'>[];
  readonly saved: (() => void)[];
  readonly failed: ((error: unknown) => void)[];
}

/** What is written while a commit runs goes into the next one. Positions count commits: a later one wins. */
export const openDeliveryStore = async (store: ReadModelStore): Promise<DeliveryStore> => {
  let position = (await store.prepare(name, version, [progressSpec, attemptSpec])) ?? 0n;
  const empty = (): Writes => ({ progress: [], attempts: [], saved: [], failed: [] });
  let waiting = empty();
  let writing = false;

  const at = (writes: readonly Omit<Write, 'position'>[]): Write[] => {
    // Of several for one key the last.
    const last = new Map(writes.map((write) => [write.key, write]));
    return [...last.values()].map((write) => ({ ...write, position }));
  };
  const flush = async (): Promise<void> => {
    if (writing) return;
    writing = true;
    while (waiting.saved.length > 0) {
      const { progress, attempts, saved, failed } = waiting;
      waiting = empty();
      position += 1n;
      const commits = [
        { spec: attemptSpec, writes: at(attempts) },
        { spec: progressSpec, writes: at(progress) },
      ];
      try {
        await store.commit(name, version, commits, position);
        for (const resolve of saved) resolve();
      } catch (error) {
        for (const reject of failed) reject(error);
      }
    }
    writing = false;
  };

  return {
    progress: async (webhook) => (await store.collection<Progress>(progressSpec).get([webhook])).get(webhook),
    save: (progress, attempt) =>
      new Promise((resolve, reject) => {
        const { webhook } = progress;
        waiting.progress.push({ key: webhook, document: progress });
        if (attempt !== undefined) {
          waiting.attempts.push({ key: keyOf(webhook, attempt.number), document: attempt });
          const old = attempt.number - maxLoggedAttempts;
          if (old >= 0) waiting.attempts.push({ key: keyOf(webhook, old), document: undefined });
        }
        waiting.saved.push(resolve);
        waiting.failed.push(reject);
        void flush();
      }),
    attempts: async (webhook, limit, before) => {
      const where = before === undefined ? { webhook } : { webhook, number: { to: before } };
      const order = { by: 'number', direction: 'descending' } as const;
      const { items } = await store.collection<Attempt>(attemptSpec).find({ where, order, limit });
      return items.map(({ document }) => document);
    },
    close: () => store.close(),
  };
};

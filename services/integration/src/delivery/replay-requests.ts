import type { CollectionSpec, ReadModelStore } from '@cunjian/read-model';
import { openCommitQueue } from './commit-queue.ts';
import type { Replay } from './delivery-store.ts';

/** Of one webhook, in one look. */
const maxReadRequests = 100;

/** Key: `<webhook>/<id>`. */
interface Requested {
  readonly webhook: string;
  /** Epoch ms, for the order. */
  readonly at: number;
  readonly replay: Replay;
}

/**
 * What was asked for and has not been taken over by the deliveries of its webhook. Whoever asks is answered when it is kept
 * here, so it outlives the process, and who asks and who delivers never write the same document.
 */
export interface ReplayRequests {
  add(webhook: string, replay: Replay, at: number): Promise<void>;
  /** Oldest first. */
  of(webhook: string): Promise<readonly Replay[]>;
  /** They are kept elsewhere now. */
  remove(webhook: string, replays: readonly Replay[]): Promise<void>;
}

const name = 'integration-replay-requests';
const version = 1;
const requestSpec: CollectionSpec = { name, version, indexes: [['webhook', 'at']] };
const keyOf = (webhook: string, { id }: Replay): string => `${webhook}/${id}`;

export const openReplayRequests = async (store: ReadModelStore): Promise<ReplayRequests> => {
  const commit = await openCommitQueue(store, name, version, [requestSpec]);
  return {
    add: (webhook, replay, at) => {
      const document: Requested = { webhook, at, replay };
      return commit([{ spec: requestSpec, key: keyOf(webhook, replay), document }]);
    },
    of: async (webhook) => {
      const order = { by: 'at', direction: 'ascending' } as const;
      const { items } = await store
        .collection<Requested>(requestSpec)
        .find({ where: { webhook }, order, limit: maxReadRequests });
      return items.map(({ document }) => document.replay);
    },
    remove: (webhook, replays) =>
      commit(replays.map((replay) => ({ spec: requestSpec, key: keyOf(webhook, replay), document: undefined }))),
  };
};

import type { IntegrationEvent, webhookEnds } from '@cunjian/contracts';
import { collectionSpec, type Projection } from '@cunjian/processing';
import type { ReadModelReader } from '@cunjian/read-model';

/** Key: the webhook. One that was removed has no document. */
export interface WebhookDocument {
  readonly webhook: string;
  readonly url: string;
  readonly divisions: readonly string[];
  readonly types: readonly string[];
  readonly account: string;
  readonly person: string;
  readonly office: string;
  readonly division: string;
  readonly registeredAt: string;
  readonly generation: number;
  readonly overlapUntil?: string;
  readonly status: 'enabled' | 'disabled';
  /** Why and since when it is disabled. */
  readonly reason?: (typeof webhookEnds)[number];
  readonly detail?: string;
  readonly disabledAt?: string;
  /** Nothing up to this position is delivered, whatever waits. */
  readonly from: string;
}

const withoutEnd = (document: WebhookDocument): WebhookDocument => {
  const kept: { -readonly [Key in keyof WebhookDocument]: WebhookDocument[Key] } = { ...document };
  delete kept.reason;
  delete kept.detail;
  delete kept.disabledAt;
  return kept;
};

export const webhooks: Projection<WebhookDocument> = {
  name: 'integration-webhooks',
  version: 1,
  events: ['webhook-registered', 'webhook-secret-rotated', 'webhook-disabled', 'webhook-enabled', 'webhook-removed'],
  indexes: [['person'], ['office'], ['status']],
  keys: (event) => [(event.data as { webhook: string }).webhook],
  evolve: (document, recorded) => {
    const event = { type: recorded.name, data: recorded.data } as IntegrationEvent;
    if (event.type === 'webhook-registered')
      return {
        ...event.data,
        division: recorded.partitionkey,
        registeredAt: recorded.time,
        generation: 1,
        status: 'enabled',
        from: String(recorded.position),
      };
    if (document === undefined) return undefined;
    switch (event.type) {
      case 'webhook-secret-rotated':
        return { ...document, generation: event.data.generation, overlapUntil: event.data.overlapUntil };
      case 'webhook-disabled': {
        const { reason, detail } = event.data;
        const why = detail === undefined ? { reason } : { reason, detail };
        return { ...document, status: 'disabled', ...why, disabledAt: recorded.time };
      }
      case 'webhook-enabled': {
        const from = event.data.resume === 'now' ? String(recorded.position) : document.from;
        return { ...withoutEnd(document), status: 'enabled', from };
      }
      case 'webhook-removed':
        return undefined;
    }
  },
};

/** Of the whole deployment: each is a connection at times, and a page of events. */
export const maxEnabledWebhooks = 2_000;
const maxOfPerson = 500;

export const webhookQueries = (reader: Pick<ReadModelReader, 'collection'>) => {
  const collection = reader.collection<WebhookDocument>(collectionSpec(webhooks));
  return {
    one: async (webhook: string) => (await collection.get([webhook])).get(webhook),
    enabled: async () =>
      (await collection.find({ where: { status: 'enabled' }, limit: maxEnabledWebhooks })).items.map(
        ({ document }) => document,
      ),
    ofPerson: async (person: string) =>
      (await collection.find({ where: { person }, limit: maxOfPerson })).items.map(({ document }) => document),
    heldBy: (office: string) => collection.count({ where: { office } }),
  };
};
export type WebhookQueries = ReturnType<typeof webhookQueries>;

import { createHmac } from 'node:crypto';

/** Secrets of webhooks, made from one key of the service, so that none is stored and none stands in an event. */
export interface WebhookSecrets {
  /** 32 bytes; `generation` counts rotations, from 1. */
  of(webhook: string, generation: number): Uint8Array;
}

export const createWebhookSecrets = (key: Uint8Array): WebhookSecrets => ({
  of: (webhook, generation) => createHmac('sha256', key).update(`webhook-secret/${webhook}/${generation}`).digest(),
});

interface Rotated {
  readonly webhook: string;
  readonly generation: number;
  /** RFC 3339. */
  readonly overlapUntil?: string | undefined;
}

/** Those that sign at `now` (ms): the newest, and until the overlap ends the one before. */
export const secretsAt = (secrets: WebhookSecrets, { webhook, generation, overlapUntil }: Rotated, now: number) => {
  const overlaps = overlapUntil !== undefined && now < Date.parse(overlapUntil);
  return (overlaps ? [generation, generation - 1] : [generation]).map((one) => secrets.of(webhook, one));
};

import { connection } from '../api/connection.ts';
import { payloadFields } from '../api/payload.ts';
import type { Payload } from '../use-command.ts';

export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly places: readonly { readonly code: string; readonly name: string }[];
  /** Names of events; none for all. */
  readonly types: readonly string[];
  readonly status: 'ENABLED' | 'DISABLED';
  readonly registeredAt: string;
  readonly overlapUntil: string | null;
  readonly reason: 'GONE' | 'FAILING' | 'RIGHTS_ENDED' | 'BY_HAND' | null;
  readonly detail: string | null;
  readonly disabledAt: string | null;
}
const webhookFields = `id url places { code name } types status registeredAt overlapUntil reason detail disabledAt`;

export const webhooksQuery = `query Webhooks($atLeast: Position) { viewer(atLeast: $atLeast) { webhooks { ${webhookFields} } } }`;
export const webhooksToMendQuery = `query WebhooksToMend($atLeast: Position) {
  viewer(atLeast: $atLeast) { webhooksToMend { ${webhookFields} } } }`;
export const webhookQuery = `query Webhook($id: ID!, $atLeast: Position) {
  viewer(atLeast: $atLeast) { webhook(id: $id) { ${webhookFields} } } }`;

export interface Delivery {
  readonly event: string;
  readonly log: string;
  readonly index: number;
  /** Wire type, with its version; null where only the commitment was delivered. */
  readonly type: string | null;
  readonly at: string;
  readonly outcome: 'DELIVERED' | 'FAILED';
  readonly replayed: boolean;
  readonly status: number | null;
  readonly error: string | null;
  readonly excerpt: string | null;
  readonly milliseconds: number;
}
export const deliveriesQuery = `query Deliveries($id: ID!, $first: Int!, $after: String, $atLeast: Position) {
  viewer(atLeast: $atLeast) { webhook(id: $id) { deliveries(first: $first, after: $after) {
    ${connection('event log index type at outcome replayed status error excerpt milliseconds')} } } } }`;

export interface EventType {
  readonly name: string;
  readonly service: string;
  readonly text: string;
}
export const eventTypesQuery = 'query EventTypes { eventTypes { name service text } }';

export interface WebhookPayload extends Payload {
  readonly webhook: string | null;
}
export interface SecretPayload extends WebhookPayload {
  /** Null where the command had been sent before: it is shown once. */
  readonly secret: string | null;
}
const mutation = (field: string, input: string, result: string): string =>
  `mutation ${input}($input: ${input}Input!) { ${field}(input: $input) { ${result} ${payloadFields} } }`;
export const webhookMutations = {
  registerWebhook: mutation('registerWebhook', 'RegisterWebhook', 'webhook secret'),
  rotateWebhookSecret: mutation('rotateWebhookSecret', 'RotateWebhookSecret', 'webhook secret'),
  enableWebhook: mutation('enableWebhook', 'EnableWebhook', 'webhook'),
  disableWebhook: mutation('disableWebhook', 'WebhookCommand', 'webhook'),
  removeWebhook: mutation('removeWebhook', 'WebhookCommand', 'webhook'),
  replayWebhook: mutation('replayWebhook', 'ReplayWebhook', 'webhook'),
};

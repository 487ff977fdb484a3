import type { IntegrationEvent } from '@cunjian/contracts';
import { refuse, refuseAll, unreachable, type Decider, type Refusal, type Refused } from '@cunjian/kernel';
import { evolve, initialState, type Webhook } from './webhook.ts';
import { faultOfUrl, type AllowedHosts } from './webhook-url.ts';

type DataOf<Type extends IntegrationEvent['type']> = Extract<IntegrationEvent, { readonly type: Type }>['data'];

/** Of one office: a system has a few receivers. */
export const maxWebhooksPerOffice = 20;

export interface RegisterWebhook {
  readonly kind: 'register';
  readonly registration: DataOf<'webhook-registered'>;
  /** Look-ups: names of events that no contract has, webhooks that the office has, where the deployment delivers to. */
  readonly unknownTypes: readonly string[];
  readonly held: number;
  readonly hosts: AllowedHosts;
}

export type WebhookCommand =
  | RegisterWebhook
  | { readonly kind: 'rotate'; readonly overlapUntil: string }
  | { readonly kind: 'disable'; readonly reason: DataOf<'webhook-disabled'>['reason']; readonly detail?: string }
  | { readonly kind: 'enable'; readonly resume: DataOf<'webhook-enabled'>['resume'] }
  | { readonly kind: 'remove' };

const register = (command: RegisterWebhook): readonly IntegrationEvent[] | Refused => {
  const { registration, unknownTypes, held, hosts } = command;
  const fault = faultOfUrl(registration.url, hosts);
  const findings: Refusal[] = fault === undefined ? [] : [fault];
  for (const value of unknownTypes) findings.push({ code: 'webhook.unknown-type', params: { value }, field: 'types' });
  if (held >= maxWebhooksPerOffice)
    findings.push({ code: 'webhook.too-many', params: { held, limit: maxWebhooksPerOffice } });
  return refuseAll(findings) ?? [{ type: 'webhook-registered', data: registration }];
};

export const decide = (command: WebhookCommand, state: Webhook): readonly IntegrationEvent[] | Refused => {
  if (command.kind === 'register')
    return state.status === 'none' ? register(command) : refuse('webhook.exists', {}, 'commandId');
  if (state.status === 'none') return refuse('webhook.unknown', {}, 'webhook');
  if (state.status === 'removed') return command.kind === 'remove' ? [] : refuse('webhook.removed', {}, 'webhook');
  const { webhook, generation, status } = state;
  switch (command.kind) {
    case 'rotate': {
      const { overlapUntil } = command;
      return [{ type: 'webhook-secret-rotated', data: { webhook, generation: generation + 1, overlapUntil } }];
    }
    case 'disable': {
      const { reason, detail } = command;
      const data = detail === undefined ? { webhook, reason } : { webhook, reason, detail };
      return status === 'disabled' ? [] : [{ type: 'webhook-disabled', data }];
    }
    case 'enable':
      return status === 'enabled' ? [] : [{ type: 'webhook-enabled', data: { webhook, resume: command.resume } }];
    case 'remove':
      return [{ type: 'webhook-removed', data: { webhook } }];
    default:
      return unreachable(command);
  }
};

export const webhookDecider: Decider<WebhookCommand, Webhook, IntegrationEvent> = { initialState, decide, evolve };

export const webhookStream = (webhook: string): string => webhook;

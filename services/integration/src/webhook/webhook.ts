import type { IntegrationEvent } from '@cunjian/contracts';
import { unreachable } from '@cunjian/kernel';

/** The stream `webhook-<id>`: an address to which events are delivered. */
export type Webhook =
  | { readonly status: 'none' }
  | { readonly status: 'enabled' | 'disabled'; readonly webhook: string; readonly generation: number }
  | { readonly status: 'removed' };

export const initialState: Webhook = { status: 'none' };

export const evolve = (state: Webhook, event: IntegrationEvent): Webhook => {
  switch (event.type) {
    case 'webhook-registered':
      return { status: 'enabled', webhook: event.data.webhook, generation: 1 };
    case 'webhook-secret-rotated':
      return 'generation' in state ? { ...state, generation: event.data.generation } : state;
    case 'webhook-disabled':
      return 'generation' in state ? { ...state, status: 'disabled' } : state;
    case 'webhook-enabled':
      return 'generation' in state ? { ...state, status: 'enabled' } : state;
    case 'webhook-removed':
      return { status: 'removed' };
    default:
      return unreachable(event);
  }
};

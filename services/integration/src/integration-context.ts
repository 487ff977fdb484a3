import type { createProcedures, ServiceRuntime } from '@cunjian/service-kit';
import type { AddressPolicy } from './delivery/address-policy.ts';
import type { DeliveryStore } from './delivery/delivery-store.ts';
import type { Deliveries } from './delivery/run-deliveries.ts';
import type { WebhookSecrets } from './delivery/secrets.ts';
import type { Places } from './feed/places.ts';
import type { WebhookQueries } from './projections/webhooks.ts';

/** What the procedures work with. */
export interface Integration {
  readonly runtime: ServiceRuntime;
  /** The deployment's name. */
  readonly deployment: string;
  readonly places: Places;
  readonly webhooks: WebhookQueries;
  readonly deliveries: Deliveries;
  readonly deliveryStore: DeliveryStore;
  readonly secrets: WebhookSecrets;
  readonly policy: AddressPolicy;
}

export type Procedures = ReturnType<typeof createProcedures>;

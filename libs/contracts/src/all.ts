import { auditEvents } from './audit.ts';
import { createCatalogue } from './catalogue.ts';
import { consultationEvents } from './consultation.ts';
import { integrationEvents } from './integration.ts';
import { publicationEvents } from './publication.ts';
import { registryEvents } from './registry.ts';

/** Every event there is, by the service that writes it. */
export const contracts = {
  registry: registryEvents,
  publication: publicationEvents,
  consultation: consultationEvents,
  audit: auditEvents,
  integration: integrationEvents,
} as const;
export const catalogue = createCatalogue(contracts);

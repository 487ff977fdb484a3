import { z } from 'zod';
import type { EventsOf, ServiceContracts } from './catalogue.ts';
import { divisionCode } from './envelope.ts';

const webhook = z.string().min(1).max(100);

/** Why nothing is delivered to a webhook any more. */
export const webhookEnds = ['gone', 'failing', 'rights-ended', 'by-hand'] as const;
/** Where deliveries go on from: with what has waited since, or with what comes. */
export const webhookResumptions = ['where-it-stopped', 'now'] as const;

export const integrationEvents = {
  'webhook-registered': {
    version: 1,
    describe: 'An integrator asked for the events of some divisions to be delivered to an address.',
    data: z.object({
      webhook,
      url: z.url().max(2_000),
      /** These and everything below them. */
      divisions: z.array(divisionCode).min(1).max(100),
      /** Names of events, as in `disclosure-published`; none: every entry of the logs. */
      types: z.array(z.string().max(100)).max(200),
      /** In whose right it is delivered: the owner's account, person and office. */
      account: z.string().min(1).max(200),
      person: z.string().min(1).max(200),
      office: z.string().min(1).max(200),
    }),
  },
  'webhook-secret-rotated': {
    version: 1,
    describe: 'A webhook is signed with a new secret; until the overlap ends, with the one before too.',
    data: z.object({
      webhook,
      /** Number of the secret that signs from now on; the first one is 1. */
      generation: z.int().min(2),
      overlapUntil: z.iso.datetime(),
    }),
  },
  'webhook-disabled': {
    version: 1,
    describe: 'Nothing is delivered to a webhook until its owner has mended and enabled it.',
    data: z.object({
      webhook,
      reason: z.enum(webhookEnds),
      /** What the last attempt met with, as `503` or `connection refused`. */
      detail: z.string().max(200).optional(),
    }),
  },
  'webhook-enabled': {
    version: 1,
    describe: 'Deliveries to a webhook go on.',
    data: z.object({ webhook, resume: z.enum(webhookResumptions) }),
  },
  'webhook-removed': {
    version: 1,
    describe: 'A webhook was removed for ever.',
    data: z.object({ webhook }),
  },
} as const satisfies ServiceContracts;

export type IntegrationEvent = EventsOf<typeof integrationEvents>;

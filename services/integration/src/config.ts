import { z } from 'zod';
import { isNetwork } from './delivery/address-policy.ts';

/** Of webhooks, which a standalone deployment has too. */
export const webhookSettings = z.object({
  CUNJIAN_WEBHOOK_NETWORKS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((network) => (network.trim() === '' ? [] : [network.trim()])))
    .refine((networks) => networks.every(isNetwork), 'not address/prefix,address/prefix')
    .describe(
      'Set the networks beside the public ones that webhooks may be delivered to, like 10.20.0.0/16,fd00:1::/32.',
    ),
});

/** Variables of integration, for whatever process it runs in; an empty one counts as not set. */
export const integrationSettings = webhookSettings.extend({
  CUNJIAN_KAFKA: z
    .string()
    .refine((list) => list.split(',').every((broker) => /^[\w.-]+:\d{1,5}$/.test(broker)), 'not host:port,host:port')
    .optional()
    .describe('Set the brokers of Kafka, like kafka-1:9092,kafka-2:9092; without it nothing is relayed.'),
  CUNJIAN_KAFKA_REPLICATION: z.coerce
    .number()
    .int()
    .min(1)
    .max(5)
    .default(3)
    .describe('Set how many brokers keep each message, 1 to 5: 3 where it matters.'),
  CUNJIAN_KAFKA_TLS: z.enum(['on', 'off']).default('off').describe('Set on where the brokers speak TLS.'),
  CUNJIAN_KAFKA_USER: z.string().optional().describe('Set the name to sign in with (SCRAM-SHA-512).'),
  CUNJIAN_KAFKA_PASSWORD: z.string().optional().describe('Set the password to sign in with (SCRAM-SHA-512).'),
  CUNJIAN_AUDIT_URL: z
    .string()
    .regex(/^https?:\/\//, 'not a URL')
    .optional()
    .describe('Set where audit listens, like http://audit:4103; without it, its log is read from the data folder.'),
});

/** In the background thread, which is told nothing of the process but its environment. */
export const backgroundSettings = integrationSettings.extend({
  CUNJIAN_SERVICE_KEY: z.string().optional(),
  CUNJIAN_SERVICE_KEYS: z.string().optional(),
});

export type IntegrationConfig = Readonly<z.infer<typeof backgroundSettings>>;

import { z } from 'zod';
import { readConfig, type Together } from '../config.ts';
import { logLevels } from '../log.ts';
import { tracingSettings } from '../tracing/settings.ts';
import { faultsOfServiceKeys } from './service-keys.ts';
import type { Wanted } from './start-failure.ts';

/** Variables of the process of any service; an empty one counts as not set. */
export const serviceSettings = z.object({
  CUNJIAN_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .describe('Set the port that the other services find this one at; 0 lets the system choose.'),
  CUNJIAN_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Set the address to listen on; 0.0.0.0 lets other machines connect.'),
  CUNJIAN_DATA: z.string().describe("Set the folder of this service's own: its vault, its signed logs, its secrets."),
  CUNJIAN_BLOBS: z.string().optional().describe('Set the folder that holds the files, the same volume for all.'),
  CUNJIAN_EVENTSTOREDB: z
    .string()
    .regex(/^(esdb|kurrentdb)(\+discover)?:\/\//, 'not a connection string')
    .optional()
    .describe('Set the connection string of the event store, like esdb://host:2113?tls=true.'),
  CUNJIAN_MONGODB: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'not a MongoDB URL')
    .optional()
    .describe('Set the URL of the MongoDB that keeps the read models, like mongodb://host:27017/?replicaSet=rs0.'),
  CUNJIAN_SERVICE_KEY: z
    .string()
    .describe("Set the file that holds this service's private key (JWK), as deploy/compose/README.md makes it."),
  CUNJIAN_SERVICE_KEYS: z.string().describe('Set the file that holds the public keys of all services (JWKS).'),
  ...tracingSettings.shape,
  CUNJIAN_LOG: z
    .enum(logLevels)
    .default('info')
    .describe(`Set one of ${logLevels.join(', ')}.`),
});

export type ServiceSettings = z.output<typeof serviceSettings>;

/** What a start is to use, for words about why it failed. */
export const wantedOf = (env: Readonly<Record<string, string | undefined>>): Wanted => ({
  dataDir: env['CUNJIAN_DATA'] ?? '',
  host: env['CUNJIAN_HOST'] ?? '127.0.0.1',
  port: Number(env['CUNJIAN_PORT']),
});

/**
 * What all services need, and what this one needs beside it. Throws a `ConfigError` that names every bad variable, and
 * those whose files of keys can't be used.
 */
export const readServiceSettings = <Settings extends z.ZodObject>(
  service: string,
  settings: Settings,
  env: Readonly<Record<string, string | undefined>>,
  { together = [], contradictions = [] }: { together?: readonly Together[]; contradictions?: readonly string[] } = {},
): ServiceSettings & z.output<Settings> =>
  readConfig(serviceSettings.extend(settings.shape), env, {
    together,
    contradictions: [...contradictions, ...faultsOfServiceKeys(service, env)],
  }) as ServiceSettings & z.output<Settings>;

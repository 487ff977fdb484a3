import { issuerSettings, issuerVariables, secondIssuerOf } from '@cunjian/consultation/config';
import type { SecondIssuer } from '@cunjian/consultation/secret/secret-rooms';
import { auditSettings } from '@cunjian/audit/config';
import type { WitnessPolicy } from '@cunjian/audit/witnesses/witness-policy';
import {
  gatewayConfigOf,
  gatewaySettings,
  oidcVariables,
  signInContradictions,
  type GatewayConfig,
} from '@cunjian/gateway/config';
import { webhookSettings } from '@cunjian/integration/config';
import { realNameVariables, registryConfigOf, registrySettings, type RegistryConfig } from '@cunjian/registry/config';
import { logLevels, readConfig, ConfigError } from '@cunjian/service-kit';
import { z } from 'zod';

const schema = registrySettings.extend({
  ...auditSettings.shape,
  ...gatewaySettings.shape,
  ...webhookSettings.shape,
  ...issuerSettings.shape,
  CUNJIAN_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(4000)
    .describe('Set a free port from 1 to 65535; 0 lets the system choose.'),
  CUNJIAN_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Set the address to listen on; 0.0.0.0 lets other machines connect.'),
  CUNJIAN_DATA: z.string().default('./data').describe('Set the folder that holds everything the deployment keeps.'),
  CUNJIAN_DEMO: z.enum(['on', 'off']).optional().describe('Set it to on or off.'),
  CUNJIAN_LOG: z
    .enum(logLevels)
    .default('warn')
    .describe(`Set one of ${logLevels.join(', ')}.`),
  NODE_ENV: z.string().optional(),
});

export interface Config extends GatewayConfig {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Undefined: on where the data folder is empty, or was begun as a demo. */
  readonly demo: boolean | undefined;
  /** Undefined: the name that the data folder was founded with, else `defaultOrigin`. */
  readonly origin: string | undefined;
  readonly registry: RegistryConfig;
  readonly operators: readonly string[];
  readonly webhookNetworks: readonly string[];
  readonly headsIntervalMs: number;
  readonly witnesses: WitnessPolicy;
  /** Undefined: a demo runs one of its own; else no secret ballot is held online. */
  readonly secondIssuer: SecondIssuer | undefined;
  readonly logLevel: (typeof logLevels)[number];
  readonly production: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws a `ConfigError` that names every bad variable. */
export const readStandaloneConfig = (env: Environment): Config => {
  const given = readConfig(schema, env, {
    together: [oidcVariables, realNameVariables, issuerVariables],
    contradictions: signInContradictions(env, 'by its folder'),
  });
  const production = given.NODE_ENV === 'production';
  return Object.freeze({
    port: given.CUNJIAN_PORT,
    host: given.CUNJIAN_HOST,
    dataDir: given.CUNJIAN_DATA,
    demo: given.CUNJIAN_DEMO === undefined ? undefined : given.CUNJIAN_DEMO === 'on',
    origin: given.CUNJIAN_ORIGIN,
    ...gatewayConfigOf(given),
    registry: registryConfigOf(given),
    operators: given.CUNJIAN_OPERATORS,
    webhookNetworks: given.CUNJIAN_WEBHOOK_NETWORKS,
    headsIntervalMs: given.CUNJIAN_HEADS_INTERVAL_MS,
    witnesses: given.CUNJIAN_WITNESSES,
    secondIssuer: secondIssuerOf(given),
    logLevel: given.CUNJIAN_LOG,
    production,
  });
};

/** Whether this start runs with demo data and demo accounts. Throws a `ConfigError` for demo data in production. */
export const decideDemo = (
  { demo, production }: Pick<Config, 'demo' | 'production'>,
  data: { readonly empty: boolean; readonly demo: boolean },
): boolean => {
  if (production && data.demo)
    throw new ConfigError(
      'the data folder was begun as a demo, whose accounts anybody can sign in with, and NODE_ENV is production. Name an empty folder in CUNJIAN_DATA.',
    );
  if (production) return false;
  if (demo === true && !data.empty && !data.demo)
    throw new ConfigError(
      'CUNJIAN_DEMO is "on", but the data folder holds a real deployment. Name an empty folder in CUNJIAN_DATA, or set CUNJIAN_DEMO=off.',
    );
  return demo ?? (data.empty || data.demo);
};

import { auditSettings } from '@cunjian/audit/config';
import type { UploadQuota } from '@cunjian/gateway/http/upload-quota';
import type { SignInConfig } from '@cunjian/gateway/sign-in/sign-in';
import { realNameVariables, registryConfigOf, registrySettings, type RegistryConfig } from '@cunjian/registry/config';
import { logLevels, readConfig, ConfigError } from '@cunjian/service-kit';
import { z } from 'zod';

const megabytesADay = (usual: number, who: string) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(usual)
    .describe(`Set how many megabytes ${who} may upload a day, 1 to 1000000.`);

const schema = registrySettings.extend({
  ...auditSettings.shape,
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
  CUNJIAN_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Set the address under which browsers reach the page, like https://cunjian.example.gov.cn.'),
  CUNJIAN_OIDC_ISSUER: z
    .url()
    .optional()
    .describe(
      'Set the address of the OIDC issuer whose users may sign in, all four CUNJIAN_OIDC_… variables together.',
    ),
  CUNJIAN_OIDC_CLIENT_ID: z.string().optional().describe('Set the id under which this deployment is registered there.'),
  CUNJIAN_OIDC_CLIENT_SECRET: z.string().optional().describe('Set the secret that belongs to the id.'),
  CUNJIAN_OIDC_AUDIENCE: z
    .string()
    .optional()
    .describe('Set what its access tokens for this API are issued for (aud).'),
  CUNJIAN_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(5)
    .default(0)
    .describe("Set how many proxies stand before the process and are believed about a client's address, 0 to 5."),
  CUNJIAN_UPLOAD_MB_PERSON: megabytesADay(500, 'one person'),
  CUNJIAN_UPLOAD_MB_DIVISION: megabytesADay(2_000, 'a village or an office, all its people together,'),
  CUNJIAN_PAGE: z.string().min(1).optional().describe('Set the folder with the built page (index.html).'),
  CUNJIAN_LOG: z
    .enum(logLevels)
    .default('warn')
    .describe(`Set one of ${logLevels.join(', ')}.`),
  NODE_ENV: z.string().optional(),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Undefined: on where the data folder is empty, or was begun as a demo. */
  readonly demo: boolean | undefined;
  /** Undefined: the name that the data folder was founded with, else `defaultOrigin`. */
  readonly origin: string | undefined;
  readonly url: string | undefined;
  readonly issuer: Extract<SignInConfig, { kind: 'issuer' }> | undefined;
  readonly registry: RegistryConfig;
  readonly trustedProxies: number;
  /** Bytes of one day. */
  readonly uploadQuota: UploadQuota;
  readonly operators: readonly string[];
  readonly headsIntervalMs: number;
  /** Absent: web/dist of the checkout. */
  readonly pageRoot?: string | undefined;
  readonly logLevel: (typeof logLevels)[number];
  readonly production: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const oidcVariables = [
  'CUNJIAN_OIDC_ISSUER',
  'CUNJIAN_OIDC_CLIENT_ID',
  'CUNJIAN_OIDC_CLIENT_SECRET',
  'CUNJIAN_OIDC_AUDIENCE',
] as const;

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';

/** Of variables that belong together: those that are missing beside the others. */
const incomplete = (env: Environment, names: readonly string[], purpose: string): readonly string[] => {
  const missing = names.filter((name) => !isSet(env[name]));
  return missing.length === 0 || missing.length === names.length
    ? []
    : [`  ${missing.join(', ')} not set: ${purpose}, all ${names.length} are needed.`];
};

/** What is wrong with the variables taken together. */
const contradictions = (env: Environment): readonly string[] => [
  ...incomplete(env, oidcVariables, 'to sign in by OIDC'),
  ...incomplete(env, realNameVariables, 'to bind accounts by an issuer with real-name assurance'),
  ...(env['NODE_ENV'] === 'production' && env['CUNJIAN_DEMO'] === 'on'
    ? ['  CUNJIAN_DEMO is "on", but NODE_ENV is production: demo accounts have no passwords. Set CUNJIAN_DEMO=off.']
    : []),
];

const readAll = (env: Environment): z.infer<typeof schema> => {
  const together = contradictions(env);
  let given: z.infer<typeof schema>;
  try {
    given = readConfig(schema, env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError([error.message, ...together].join('\n'));
  }
  if (together.length > 0) throw new ConfigError(['the configuration is wrong:', ...together].join('\n'));
  return given;
};

const issuerOf = (given: z.infer<typeof schema>): Config['issuer'] => {
  const {
    CUNJIAN_OIDC_ISSUER: issuer,
    CUNJIAN_OIDC_CLIENT_ID: clientId,
    CUNJIAN_OIDC_CLIENT_SECRET: clientSecret,
    CUNJIAN_OIDC_AUDIENCE: audience,
  } = given;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined || audience === undefined)
    return undefined;
  return { kind: 'issuer', issuer, clientId, clientSecret, audience };
};

/** Demo accounts on demo data only: they have no passwords. Throws a `ConfigError` where nobody could sign in. */
export const signInOf = ({ issuer }: Pick<Config, 'issuer'>, demo: boolean): SignInConfig => {
  if (demo) return { kind: 'demo' };
  if (issuer !== undefined) return issuer;
  throw new ConfigError(
    'without demo data people sign in at an OIDC issuer, and none is named. Set CUNJIAN_OIDC_ISSUER, CUNJIAN_OIDC_CLIENT_ID, CUNJIAN_OIDC_CLIENT_SECRET and CUNJIAN_OIDC_AUDIENCE; to look around first, name an empty folder in CUNJIAN_DATA and leave CUNJIAN_DEMO out.',
  );
};

/** Throws a `ConfigError` that names every bad variable. */
export const readStandaloneConfig = (env: Environment): Config => {
  const given = readAll(env);
  const production = given.NODE_ENV === 'production';
  return Object.freeze({
    port: given.CUNJIAN_PORT,
    host: given.CUNJIAN_HOST,
    dataDir: given.CUNJIAN_DATA,
    demo: given.CUNJIAN_DEMO === undefined ? undefined : given.CUNJIAN_DEMO === 'on',
    origin: given.CUNJIAN_ORIGIN,
    url: given.CUNJIAN_URL,
    issuer: issuerOf(given),
    registry: registryConfigOf(given),
    trustedProxies: given.CUNJIAN_PROXIES,
    uploadQuota: {
      maxPersonBytes: given.CUNJIAN_UPLOAD_MB_PERSON * 1_000_000,
      maxDivisionBytes: given.CUNJIAN_UPLOAD_MB_DIVISION * 1_000_000,
    },
    operators: given.CUNJIAN_OPERATORS,
    headsIntervalMs: given.CUNJIAN_HEADS_INTERVAL_MS,
    pageRoot: given.CUNJIAN_PAGE,
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

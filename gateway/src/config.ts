import { ConfigError, type Together } from '@cunjian/service-kit';
import { z } from 'zod';
import type { UploadQuota } from './http/upload-quota.ts';
import { isInTheClear } from './sign-in/in-the-clear.ts';
import type { SignInConfig } from './sign-in/sign-in.ts';

const megabytesADay = (usual: number, who: string) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(usual)
    .describe(`Set how many megabytes ${who} may upload a day, 1 to 1000000.`);

/** Variables of the gateway, for whatever process it runs in; an empty one counts as not set. */
export const gatewaySettings = z.object({
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
});

export const oidcVariables: Together = {
  names: ['CUNJIAN_OIDC_ISSUER', 'CUNJIAN_OIDC_CLIENT_ID', 'CUNJIAN_OIDC_CLIENT_SECRET', 'CUNJIAN_OIDC_AUDIENCE'],
  purpose: 'to sign in by OIDC',
};

export interface GatewayConfig {
  /** Where browsers reach the page; undefined: where the process itself would reach it. */
  readonly url: string | undefined;
  readonly issuer: Extract<SignInConfig, { kind: 'issuer' }> | undefined;
  readonly trustedProxies: number;
  /** Bytes of one day. */
  readonly uploadQuota: UploadQuota;
  /** Absent: web/dist of the checkout. */
  readonly pageRoot?: string | undefined;
}

type Given = z.output<typeof gatewaySettings>;

const issuerOf = (given: Given): GatewayConfig['issuer'] => {
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

export const gatewayConfigOf = (given: Given): GatewayConfig => ({
  url: given.CUNJIAN_URL,
  issuer: issuerOf(given),
  trustedProxies: given.CUNJIAN_PROXIES,
  uploadQuota: {
    maxPersonBytes: given.CUNJIAN_UPLOAD_MB_PERSON * 1_000_000,
    maxDivisionBytes: given.CUNJIAN_UPLOAD_MB_DIVISION * 1_000_000,
  },
  pageRoot: given.CUNJIAN_PAGE,
});

const noIssuer =
  'without demo data people sign in at an OIDC issuer, and none is named. Set CUNJIAN_OIDC_ISSUER, CUNJIAN_OIDC_CLIENT_ID, CUNJIAN_OIDC_CLIENT_SECRET and CUNJIAN_OIDC_AUDIENCE; to look around first, set CUNJIAN_DEMO=on and an empty folder in CUNJIAN_DATA.';

/**
 * What of an environment lets nobody sign in, or anybody, as far as it tells: lines for `readConfig`. `unset`: what holds
 * where CUNJIAN_DEMO is not set.
 */
export const signInContradictions = (
  env: Readonly<Record<string, string | undefined>>,
  unset: 'off' | 'by its folder',
): readonly string[] => {
  const { NODE_ENV: mode, CUNJIAN_DEMO: demo = '', CUNJIAN_URL: url = '' } = env;
  const production = mode === 'production';
  const withoutDemo = demo === 'off' || (demo === '' && (production || unset === 'off'));
  return [
    ...(production && demo === 'on'
      ? ['  CUNJIAN_DEMO is "on", but NODE_ENV is production: demo accounts have no passwords. Set CUNJIAN_DEMO=off.']
      : []),
    ...(withoutDemo && oidcVariables.names.every((name) => (env[name] ?? '') === '') ? [`  ${noIssuer}`] : []),
    ...(production && URL.canParse(url) && isInTheClear(url)
      ? [
          '  CUNJIAN_URL begins with http://, but NODE_ENV is production: sessions would cross the network in the clear. Set an address that begins with https://.',
        ]
      : []),
  ];
};

/** Demo accounts on demo data only: they have no passwords. Throws a `ConfigError` where nobody could sign in. */
export const signInOf = ({ issuer }: Pick<GatewayConfig, 'issuer'>, demo: boolean): SignInConfig => {
  if (demo) return { kind: 'demo' };
  if (issuer !== undefined) return issuer;
  throw new ConfigError(noIssuer);
};

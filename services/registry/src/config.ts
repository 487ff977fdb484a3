import type { Together } from '@cunjian/service-kit';
import { z } from 'zod';

const loopback = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;
const secureUrl = z.url({ protocol: /^https?$/ }).refine((url) => url.startsWith('https:') || loopback.test(url), {
  error: 'not an https address',
});

/** Variables of the registry, for whatever process it runs in; an empty one counts as not set. */
export const registrySettings = z.object({
  CUNJIAN_ORIGIN: z
    .string()
    .regex(/^[a-z0-9.-]{1,100}(\/[a-z0-9._-]{1,50})*$/, 'not a name like cunjian.example.gov.cn')
    .optional()
    .describe(
      "Set the deployment's name, like cunjian.example.gov.cn: lower case, no scheme. It can never be changed.",
    ),
  CUNJIAN_OPERATORS: z
    .string()
    .default('operator,operator2')
    .transform((list) => list.split(',').map((account) => account.trim()))
    .pipe(z.array(z.string().min(1).max(200)).min(2))
    .describe(
      "Set the accounts (tokens' subjects) of at least two operators, separated by commas: activation slips take two officers. They count at the founding only.",
    ),
  CUNJIAN_SLIP_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(365)
    .default(30)
    .describe('Set how many days an activation slip is valid, 1 to 365.'),
  CUNJIAN_REALNAME_ISSUER: z
    .string()
    .optional()
    .describe('Set the issuer (iss) whose ID tokens carry a verified identity number.'),
  CUNJIAN_REALNAME_AUDIENCE: z
    .string()
    .optional()
    .describe('Set the client id that its ID tokens are issued for (aud).'),
  CUNJIAN_REALNAME_JWKS: secureUrl.optional().describe('Set the https address of its keys (jwks_uri).'),
  CUNJIAN_REALNAME_CLAIM: z
    .string()
    .regex(/^[\w:./-]{1,100}$/)
    .default('id_number')
    .describe('Set the name of the claim that holds the identity number.'),
  CUNJIAN_REALNAME_MAX_AGE_S: z.coerce
    .number()
    .int()
    .min(30)
    .max(86_400)
    .default(600)
    .describe('Set how old, in seconds, an ID token may be when an account is bound by it: 30 to 86400.'),
});

/** Where all of these are set, accounts may be bound by the issuer; none of them: by activation slips alone. */
export const realNameVariables: Together = {
  names: ['CUNJIAN_REALNAME_ISSUER', 'CUNJIAN_REALNAME_AUDIENCE', 'CUNJIAN_REALNAME_JWKS'],
  purpose: 'to bind accounts by an issuer with real-name assurance',
};

export interface RealNameConfig {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string;
  readonly idNumberClaim: string;
  readonly maxAgeS: number;
}

export interface RegistryConfig {
  /** An activation slip that nobody used by then is void. */
  readonly slipDays: number;
  readonly realName: RealNameConfig | undefined;
}

export const registryConfigOf = (given: z.output<typeof registrySettings>): RegistryConfig => {
  const {
    CUNJIAN_REALNAME_ISSUER: issuer,
    CUNJIAN_REALNAME_AUDIENCE: audience,
    CUNJIAN_REALNAME_JWKS: jwksUri,
    CUNJIAN_REALNAME_CLAIM: idNumberClaim,
    CUNJIAN_REALNAME_MAX_AGE_S: maxAgeS,
  } = given;
  const complete = issuer !== undefined && audience !== undefined && jwksUri !== undefined;
  return {
    slipDays: given.CUNJIAN_SLIP_DAYS,
    realName: complete ? { issuer, audience, jwksUri, idNumberClaim, maxAgeS } : undefined,
  };
};

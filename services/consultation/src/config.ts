import type { Together } from '@cunjian/service-kit';
import { z } from 'zod';
import type { SecondIssuer } from './secret/secret-rooms.ts';

/** The second issuer of tokens: `cunjian issuer`, run by the town or the supervision committee (docs/issuer.md). */
export const issuerSettings = z.object({
  CUNJIAN_ISSUER_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Set where the second issuer of tokens listens, like https://issuer.town.example; leave it out without one.',
    ),
  CUNJIAN_ISSUER_TOKEN: z
    .string()
    .min(43)
    .optional()
    .describe('Set the token that `cunjian issuer` printed at its first start.'),
  CUNJIAN_ISSUER_HANDS: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Set who runs the second issuer, as villagers know them: 庆元县某镇人民政府.'),
});

export const issuerVariables: Together = {
  names: ['CUNJIAN_ISSUER_URL', 'CUNJIAN_ISSUER_TOKEN', 'CUNJIAN_ISSUER_HANDS'],
  purpose: 'to hold secret ballots with a second issuer of tokens',
};

/** Undefined without one: then no secret ballot is held online. */
export const secondIssuerOf = (given: z.output<typeof issuerSettings>): SecondIssuer | undefined => {
  const { CUNJIAN_ISSUER_URL: url, CUNJIAN_ISSUER_TOKEN: token, CUNJIAN_ISSUER_HANDS: hands } = given;
  return url === undefined || token === undefined || hands === undefined
    ? undefined
    : { kind: 'http', url, token, hands };
};

/** What this service asks of its environment as a process of its own. */
export const consultationSettings = z.object({
  CUNJIAN_REGISTRY_URL: z
    .url({ protocol: /^https?$/ })
    .describe('Set where registry listens, like http://registry:4100: the rolls of assemblies come from it.'),
});

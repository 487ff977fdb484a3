import type { ConsultationEvent } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import type { Issuers } from './issuer.ts';

type TokenIssuers = Extract<ConsultationEvent, { readonly type: 'ballot-opened' }>['data']['issuers'];

/**
 * What the opening of a secret ballot names as its issuers; makes their keys at the first asking.
 * Refuses `issuer.none-second` where this deployment has no second issuer, `issuer.unreachable`.
 */
export const prepareIssuers = async (
  { issuers }: { readonly issuers: Issuers | undefined },
  ballot: string,
): Promise<TokenIssuers | Refused> => {
  if (issuers === undefined) return refuse('issuer.none-second');
  const named: TokenIssuers = [];
  for (const issuer of issuers) {
    const keys = await issuer.prepare(ballot);
    if (isRefused(keys)) return keys;
    named.push({ issuer: issuer.issuer, hands: issuer.hands, ...keys });
  }
  return named;
};

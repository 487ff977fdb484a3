import type { Refused } from '@cunjian/kernel';

/**
 * An identity provider that has seen its holder's identity card (实名认证). Verifies what the account's holder brings
 * from there; the registry believes nothing else about who somebody is.
 */
export interface RealNameIssuer {
  /**
   * Refuses `account.bad-assertion` for an assertion that is not the issuer's, is too old, or is another account's, and
   * `account.issuer-unreachable` where that can't be told now.
   */
  verify(assertion: string, account: string): Promise<{ readonly idNumber: string } | Refused>;
}

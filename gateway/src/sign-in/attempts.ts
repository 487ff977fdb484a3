import type { Clock } from '@cunjian/kernel';
import type { Response } from 'express';
import { gatewayError } from '../errors.ts';
import { createLastUsed } from '../graphql/last-used.ts';
import { requestScope } from '../request-scope.ts';

/** Sign-ins of one account, wherever they come from; addresses are limited apart from it. */
export const maxSignInsPerAccount = 120;
const windowMs = 10 * 60 * 1_000;
/** Accounts remembered at once; the ones used longest ago are forgotten. */
const maxAccounts = 10_000;

interface Window {
  readonly since: number;
  readonly count: number;
}

/** Seconds to wait where the account signed in too often; undefined where it may, which counts. */
export type CountSignIn = (account: string) => number | undefined;

export const createSignInCount = (clock: Pick<Clock, 'now'>): CountSignIn => {
  const windows = createLastUsed<Window>(maxAccounts);
  return (account) => {
    const now = clock.now();
    const known = windows.get(account);
    const current = known !== undefined && now - known.since < windowMs ? known : { since: now, count: 0 };
    if (current.count >= maxSignInsPerAccount) return Math.ceil((current.since + windowMs - now) / 1_000);
    windows.set(account, { ...current, count: current.count + 1 });
    return undefined;
  };
};

/** Throws where there are seconds to wait. */
export const refuseTooMany = (response: Response, waitS: number | undefined): void => {
  if (waitS === undefined) return;
  response.set('retry-after', String(waitS));
  throw gatewayError('request.too-many', requestScope.getStore()?.language ?? 'zh', {}, { status: 429 });
};

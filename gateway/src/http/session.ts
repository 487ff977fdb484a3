import type { Request } from 'express';
import { gatewayError } from '../errors.ts';
import { requestScope } from '../request-scope.ts';
import type { Cookies } from '../sign-in/cookies.ts';
import { sessionCookie } from '../sign-in/routes.ts';
import { isFromOurPage } from '../sign-in/same-origin.ts';
import type { Sessions } from '../sign-in/sessions.ts';

export type BearerCheck = (token: string) => Promise<string | undefined>;

export interface AccountsOptions {
  readonly sessions: Sessions;
  readonly checkBearer: BearerCheck;
  readonly cookies: Cookies;
}

/** Who sent a request: the subject of its bearer token, or of its session; undefined for a visitor. */
export const createAccountOf =
  ({ sessions, checkBearer, cookies }: AccountsOptions) =>
  async (request: Request): Promise<string | undefined> => {
    const { language = 'en' } = requestScope.getStore() ?? {};
    const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ');
    if (scheme !== '') {
      const account = scheme.toLowerCase() === 'bearer' ? await checkBearer(token) : undefined;
      if (account === undefined) throw gatewayError('request.bad-token', language, {}, { status: 401 });
      return account;
    }
    const session = cookies.read(request, sessionCookie);
    const account = session === undefined ? undefined : sessions.find(session)?.account;
    if (account !== undefined && !isFromOurPage(request))
      throw gatewayError('request.cross-site', language, {}, { status: 403 });
    return account;
  };

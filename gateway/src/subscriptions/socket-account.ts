import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import type { AccountsOptions } from '../http/session.ts';
import { sessionCookie } from '../sign-in/routes.ts';
import type { SocketAccount } from './sockets.ts';

/** WebSockets are not kept to one origin by browsers: a cookie counts where the page itself opened the socket. */
const isOurPage = ({ headers: { origin, host } }: IncomingMessage): boolean =>
  origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;

/**
 * The subject of the token that `connection_init` brought, else of the session that the page's cookie names: asked again
 * as long as the socket lives, since tokens expire and sessions end.
 */
export const createSocketAccount =
  ({ sessions, checkBearer, cookies }: AccountsOptions): SocketAccount =>
  async (request, authorization) => {
    if (authorization !== undefined) {
      const [scheme = '', token = ''] = authorization.split(' ');
      return scheme.toLowerCase() === 'bearer' ? checkBearer(token) : undefined;
    }
    if (!isOurPage(request)) return undefined;
    // Cookies ask for its headers, and for what a proxy said, which Express alone knows.
    const session = cookies.read({ headers: request.headers, secure: false } as Request, sessionCookie);
    return session === undefined ? undefined : sessions.find(session)?.account;
  };

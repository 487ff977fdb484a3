import { Router, urlencoded, type Request, type RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { gatewayError } from '../errors.ts';
import { requestScope } from '../request-scope.ts';
import { refuseTooMany, type CountSignIn } from './attempts.ts';
import type { BindByIssuer } from './bind-by-issuer.ts';
import type { Cookies } from './cookies.ts';
import type { DemoAccount } from './demo-accounts.ts';
import { demoRoutes } from './demo-routes.ts';
import { issuerSessionCookies, type EmbeddedIssuer } from './embedded-issuer.ts';
import { journeyCookie, journeyLifetimeMs, keepJourney, keptJourney } from './journey.ts';
import type { OidcClient } from './oidc-client.ts';
import { isFromOurPage } from './same-origin.ts';
import { sessionLifetimeMs, type Sessions } from './sessions.ts';

export const sessionCookie = 'cunjian-session';
/** Requests of sign-in from one address; a sign-in takes six or so. */
export const maxSignInRequests = 300;
const signInWindowMs = 10 * 60 * 1_000;

export interface SignInRoutesOptions {
  readonly client: OidcClient;
  readonly sessions: Sessions;
  /** As in `http://127.0.0.1:4000`. */
  readonly publicUrl: string;
  readonly embedded?: { readonly issuer: EmbeddedIssuer; readonly accounts: readonly DemoAccount[] };
  readonly bindByIssuer: BindByIssuer;
  readonly cookies: Cookies;
  readonly countSignIn: CountSignIn;
}

const language = () => requestScope.getStore()?.language ?? 'zh';

/** `/sign-in`, its callback and `/sign-out`; with the embedded issuer also the page on which one chooses who to be. */
export const signInRoutes = (options: SignInRoutesOptions): Router => {
  const { client, sessions, publicUrl, embedded, bindByIssuer, cookies, countSignIn } = options;
  const { host } = new URL(publicUrl);
  const endSession = (request: Request): void => {
    const id = cookies.read(request, sessionCookie);
    if (id !== undefined) sessions.end(id);
  };
  const router = Router();
  router.use(['/sign-in', '/sign-out', '/oidc'], limitSignIn());

  router.get('/sign-in', async (request, response) => {
    // The issuer sends everybody back to this host: the cookie of the journey has to be set there.
    if (request.headers.host !== host) return response.redirect(`${publicUrl}${request.originalUrl}`);
    const { url, journey } = await client.begin();
    const { to, account, bind } = request.query;
    cookies.write(response, journeyCookie, keepJourney({ ...journey, to, account, bind }), journeyLifetimeMs);
    if (embedded !== undefined) for (const cookie of issuerSessionCookies) response.clearCookie(cookie, { path: '/' });
    response.redirect(url.href);
  });

  router.get('/sign-in/callback', async (request, response) => {
    const journey = keptJourney(cookies.read(request, journeyCookie));
    if (journey === undefined) return response.redirect('/sign-in');
    cookies.clear(response, journeyCookie);
    const signedIn = await client.finish(new URL(request.originalUrl, publicUrl), journey);
    // Whoever said no at the issuer, or comes with an answer to another question, begins anew.
    if (signedIn === undefined) throw gatewayError('request.sign-in-failed', language(), {}, { status: 400 });
    const { account } = signedIn;
    refuseTooMany(response, countSignIn(account));
    endSession(request);
    cookies.write(response, sessionCookie, sessions.start({ account }), sessionLifetimeMs);
    const refused = journey.bind === undefined ? undefined : await bindByIssuer(signedIn);
    // She is signed in all the same; the page tells her why her account is not bound.
    response.redirect(refused === undefined ? journey.to : `/me?${new URLSearchParams({ refused })}`);
  });

  router.post('/sign-out', sameOrigin, (request, response) => {
    endSession(request);
    cookies.clear(response, sessionCookie);
    response.status(204).end();
  });

  if (embedded !== undefined)
    router.use(
      '/sign-in',
      demoRoutes({ ...embedded, cookies, countSignIn }, urlencoded({ extended: false, limit: '1kb' })),
    );
  return router;
};

const limitSignIn = (): RequestHandler =>
  rateLimit({
    windowMs: signInWindowMs,
    limit: maxSignInRequests,
    standardHeaders: true,
    legacyHeaders: false,
    handler: (_request, _response, next) => next(gatewayError('request.too-many', language(), {}, { status: 429 })),
  });

const sameOrigin: RequestHandler = (request, _response, next) =>
  isFromOurPage(request) ? next() : next(gatewayError('request.cross-site', language(), {}, { status: 403 }));

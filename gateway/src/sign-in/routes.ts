import { Router, urlencoded, type Request, type RequestHandler, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { choosePage } from './choose-page.ts';
import { clearCookie, readCookie, writeCookie } from './cookies.ts';
import type { DemoAccount } from './demo-accounts.ts';
import type { EmbeddedIssuer } from './embedded-issuer.ts';
import type { Journey, OidcClient } from './oidc-client.ts';
import { sessionLifetimeMs, type Sessions } from './sessions.ts';

export const sessionCookie = 'cunjian-session';
const journeyCookie = 'cunjian-sign-in';
const journeyLifetimeMs = 15 * 60 * 1_000;
/** Attempts to sign in from one address within ten minutes. */
export const maxSignInAttempts = 100;

export interface SignInOptions {
  readonly client: OidcClient;
  readonly sessions: Sessions;
  /** As in `http://127.0.0.1:4000`. */
  readonly publicUrl: string;
  readonly embedded?: { readonly issuer: EmbeddedIssuer; readonly accounts: readonly DemoAccount[] };
}

const language = (request: Request): 'zh' | 'en' => (request.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh');
/** Only paths of this page, so that nobody is sent elsewhere after signing in. */
const localPath = (path: unknown): string =>
  typeof path === 'string' && /^\/(?![/\\])[\w\-/?=&%.#]*$/.test(path) ? path : '/';

/** `/sign-in`, its callback and `/sign-out`; with the embedded issuer also the page on which one chooses who to be. */
export const signInRoutes = (options: SignInOptions): Router => {
  const { client, sessions, publicUrl, embedded } = options;
  const secure = publicUrl.startsWith('https:');
  const router = Router();
  router.use(
    ['/sign-in', '/sign-out'],
    rateLimit({ windowMs: 10 * 60 * 1_000, limit: maxSignInAttempts, standardHeaders: true, legacyHeaders: false }),
  );

  router.get('/sign-in', async (request, response) => {
    const { url, journey } = await client.begin();
    const kept = JSON.stringify({ ...journey, to: localPath(request.query['to']), account: request.query['account'] });
    writeCookie(response, journeyCookie, kept, journeyLifetimeMs, secure);
    response.redirect(url.href);
  });

  router.get('/sign-in/callback', async (request, response) => {
    const kept = readCookie(request, journeyCookie);
    if (kept === undefined) return response.redirect('/sign-in');
    clearCookie(response, journeyCookie);
    const { to, ...journey } = JSON.parse(kept) as Journey & { to: string };
    const account = await client.finish(new URL(request.originalUrl, publicUrl), journey);
    endSession(request, sessions);
    writeCookie(response, sessionCookie, sessions.start({ account }), sessionLifetimeMs, secure);
    response.redirect(localPath(to));
  });

  router.post('/sign-out', sameOrigin(publicUrl), (request, response) => {
    endSession(request, sessions);
    clearCookie(response, sessionCookie);
    response.status(204).end();
  });

  if (embedded !== undefined) addDemoRoutes(router, embedded);
  return router;
};

const endSession = (request: Request, sessions: Sessions): void => {
  const id = readCookie(request, sessionCookie);
  if (id !== undefined) sessions.end(id);
};

const sameOrigin =
  (publicUrl: string): RequestHandler =>
  (request, response, next) => {
    if (request.headers.origin === undefined || request.headers.origin === publicUrl) next();
    else response.status(403).end();
  };

const addDemoRoutes = (router: Router, { issuer, accounts }: NonNullable<SignInOptions['embedded']>): void => {
  const finish = (request: Request, response: Response, account: string) =>
    issuer.provider.interactionFinished(request, response, { login: { accountId: account, remember: false } });

  router.get('/sign-in/choose/:uid', async (request, response) => {
    const { uid } = await issuer.provider.interactionDetails(request, response);
    const chosen = wantedAccount(request);
    if (accounts.some(({ account }) => account === chosen)) return finish(request, response, chosen ?? '');
    response.type('html').send(choosePage(uid, accounts, language(request)));
  });
  router.post('/sign-in/choose/:uid', urlencoded({ extended: false, limit: '1kb' }), async (request, response) => {
    const { account } = request.body as { account?: string };
    if (!accounts.some((known) => known.account === account)) return response.status(400).send('unknown demo account');
    await finish(request, response, account ?? '');
  });
  router.post('/sign-in/demo-token', urlencoded({ extended: false, limit: '1kb' }), async (request, response) => {
    const { account } = request.body as { account?: string };
    if (!accounts.some((known) => known.account === account))
      return response
        .status(404)
        .json({
          error: `no demo account is named ${String(account)}`,
          accounts: accounts.map((known) => known.account),
        });
    response.json({ token: await issuer.accessToken(account ?? '') });
  });
};

/** `/sign-in?account=clerk` spares the choice: the page's own list of demo accounts uses it. */
const wantedAccount = (request: Request): string | undefined => {
  const kept = readCookie(request, journeyCookie);
  return kept === undefined ? undefined : (JSON.parse(kept) as { account?: string }).account;
};

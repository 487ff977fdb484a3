import { errors } from 'oidc-provider';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { gatewayError } from '../errors.ts';
import { requestScope } from '../request-scope.ts';
import { refuseTooMany, type CountSignIn } from './attempts.ts';
import { choosePage, chooseStyle } from './choose-page.ts';
import type { Cookies } from './cookies.ts';
import type { DemoAccount } from './demo-accounts.ts';
import type { EmbeddedIssuer } from './embedded-issuer.ts';
import { journeyCookie, keptJourney } from './journey.ts';

interface Demo {
  readonly issuer: EmbeddedIssuer;
  readonly accounts: readonly DemoAccount[];
  readonly cookies: Cookies;
  readonly countSignIn: CountSignIn;
}

const language = () => requestScope.getStore()?.language ?? 'zh';

/** Below `/sign-in`: the choice of a demo account, the list of them for the page, and tokens for the command line. */
export const demoRoutes = ({ issuer, accounts, cookies, countSignIn }: Demo, form: RequestHandler): Router => {
  const router = Router();
  const isDemoAccount = (name: unknown): name is string => accounts.some(({ account }) => account === name);
  const enter = (request: Request, response: Response, accountId: string) =>
    issuer.provider.interactionFinished(request, response, { login: { accountId, remember: false } });

  router.get('/choose.css', (_request, response) => {
    response.type('css').send(chooseStyle);
  });
  /** Undefined where the sign-in has ended, or was begun in another browser. */
  const interactionOf = async (request: Request, response: Response) => {
    try {
      const { uid } = await issuer.provider.interactionDetails(request, response);
      return uid === request.params['uid'] ? uid : undefined;
    } catch (error) {
      if (error instanceof errors.OIDCProviderError) return undefined;
      throw error;
    }
  };

  router.get('/choose/:uid', async (request, response) => {
    const uid = await interactionOf(request, response);
    if (uid === undefined) throw gatewayError('request.sign-in-failed', language());
    const chosen = keptJourney(cookies.read(request, journeyCookie))?.account;
    if (isDemoAccount(chosen)) return enter(request, response, chosen);
    response
      .type('html')
      .set('cache-control', 'no-store')
      .send(choosePage(uid, accounts, language()));
  });
  router.post('/choose/:uid', form, async (request, response) => {
    const account = fieldOf(request, 'account');
    if (!isDemoAccount(account)) throw unknownAccount(accounts, account);
    if ((await interactionOf(request, response)) === undefined)
      throw gatewayError('request.sign-in-failed', language());
    await enter(request, response, account);
  });
  router.get('/demo-accounts', (_request, response) => {
    response.json({ accounts });
  });
  router.post('/demo-token', form, async (request, response) => {
    const account = fieldOf(request, 'account');
    if (!isDemoAccount(account)) throw unknownAccount(accounts, account);
    refuseTooMany(response, countSignIn(account));
    response.set('cache-control', 'no-store').json({ token: await issuer.accessToken(account) });
  });
  return router;
};

const fieldOf = (request: Request, name: string): unknown => {
  const body: unknown = request.body;
  return typeof body === 'object' && body !== null
    ? Object.entries(body).find(([key]) => key === name)?.[1]
    : undefined;
};

const unknownAccount = (accounts: readonly DemoAccount[], given: unknown) =>
  gatewayError(
    'request.unknown-demo-account',
    language(),
    { account: String(given).slice(0, 50), accounts: accounts.map(({ account }) => account).join(', ') },
    { status: 404 },
  );

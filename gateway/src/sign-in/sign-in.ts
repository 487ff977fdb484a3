import { join } from 'node:path';
import type { Clock, Random } from '@cunjian/kernel';
import { dataLayout, loadOrCreateSecret } from '@cunjian/service-kit';
import { Router } from 'express';
import type { Services } from '../services.ts';
import { createSignInCount } from './attempts.ts';
import { createBearerCheck } from './bearer.ts';
import { createBindByIssuer } from './bind-by-issuer.ts';
import { createCookies } from './cookies.ts';
import { demoAccounts, demoSystems, type DemoAccount } from './demo-accounts.ts';
import { createEmbeddedIssuer, demoAudience, generateIssuerKey, type EmbeddedIssuer } from './embedded-issuer.ts';
import { isInTheClear } from './in-the-clear.ts';
import { createOidcClient, type OidcClient } from './oidc-client.ts';
import { signInRoutes } from './routes.ts';
import { openSessions } from './sessions.ts';

/** `demo`: the embedded issuer, whose accounts anybody may use. Otherwise any OIDC issuer, where we are registered. */
export type SignInConfig =
  | { readonly kind: 'demo' }
  | {
      readonly kind: 'issuer';
      readonly issuer: string;
      readonly clientId: string;
      readonly clientSecret: string;
      /** What its access tokens for this API are issued for (`aud`). */
      readonly audience: string;
    };

export interface SignInOptions {
  readonly signIn: SignInConfig;
  readonly services: Pick<Services, 'registry'>;
  readonly dataDir: string;
  readonly publicUrl: string;
  readonly production: boolean;
  readonly clock: Clock;
  readonly random: Random;
}

const issuerPath = '/oidc';
const demoClientId = 'cunjian-page';

const text = (secret: Uint8Array): string => Buffer.from(secret).toString('base64url');

interface Made {
  readonly client: OidcClient;
  readonly checkBearer: (token: string) => Promise<string | undefined>;
  readonly embedded?: { readonly issuer: EmbeddedIssuer; readonly accounts: readonly DemoAccount[] };
}

const redirectUriOf = (publicUrl: string): string => `${publicUrl}/sign-in/callback`;

/** Everything of an issuer in this process; its secrets are made at the first start. */
const withDemoIssuer = async ({ dataDir, publicUrl, random, clock }: SignInOptions): Promise<Made> => {
  const { secrets } = dataLayout(dataDir);
  const secret = (name: string, create?: () => Uint8Array) => loadOrCreateSecret(join(secrets, name), random, create);
  const issuerUrl = publicUrl + issuerPath;
  const clientSecret = text(await secret('issuer-client.key'));
  const redirectUri = redirectUriOf(publicUrl);
  const issuer = await createEmbeddedIssuer({
    issuer: issuerUrl,
    redirectUri,
    accounts: demoAccounts,
    privateKeyPem: Buffer.from(await secret('issuer.pem', () => Buffer.from(generateIssuerKey()))).toString(),
    cookieSecret: text(await secret('issuer-cookie.key')),
    clientId: demoClientId,
    clientSecret,
    systems: demoSystems,
    clock,
  });
  return {
    client: createOidcClient({
      issuer: issuerUrl,
      clientId: demoClientId,
      clientSecret,
      redirectUri,
    }),
    checkBearer: createBearerCheck({
      issuer: issuerUrl,
      audience: demoAudience,
      clock,
      keys: issuer.verificationKey,
    }),
    embedded: { issuer, accounts: demoAccounts },
  };
};

const withIssuer = (
  { publicUrl, clock }: SignInOptions,
  { issuer, clientId, clientSecret, audience }: Extract<SignInConfig, { kind: 'issuer' }>,
): Made => {
  const redirectUri = redirectUriOf(publicUrl);
  const client = createOidcClient({ issuer, clientId, clientSecret, redirectUri });
  return { client, checkBearer: createBearerCheck({ issuer, audience, clock, keys: client.jwksUri }) };
};

/**
 * Sign-in with sessions for the page and bearer tokens for API clients. Throws in production for demo accounts, and for
 * plain HTTP beyond loopback.
 */
export const createSignIn = async (options: SignInOptions) => {
  const { signIn, production, clock, random, publicUrl } = options;
  if (signIn.kind === 'demo' && production)
    throw new Error('demo accounts have no passwords: they are refused where NODE_ENV is production');
  if (production && isInTheClear(publicUrl))
    throw new Error(`sessions would cross the network in the clear: ${publicUrl} must begin with https://`);
  const made = signIn.kind === 'demo' ? await withDemoIssuer(options) : withIssuer(options, signIn);
  const { client, checkBearer, embedded } = made;
  const sessions = openSessions(join(dataLayout(options.dataDir).secrets, 'sessions.sqlite'), clock, random);
  const routes = Router();
  const bindByIssuer = createBindByIssuer(options.services, random);
  const cookies = createCookies(publicUrl);
  routes.use(
    signInRoutes({
      client,
      sessions,
      publicUrl,
      bindByIssuer,
      cookies,
      countSignIn: createSignInCount(clock),
      ...(embedded && { embedded }),
    }),
  );
  if (embedded !== undefined) routes.use(issuerPath, embedded.issuer.provider.callback());
  return {
    routes,
    sessions,
    cookies,
    checkBearer,
    ...(embedded && { demoToken: embedded.issuer.accessToken }),
    close: () => sessions.close(),
  };
};

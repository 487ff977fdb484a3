import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { Clock } from '@cunjian/kernel';
import { exportJWK, importPKCS8, SignJWT, type JWK } from 'jose';
import { Provider, type Configuration } from 'oidc-provider';
import type { DemoAccount } from './demo-accounts.ts';
import { createIssuerState } from './issuer-state.ts';

export const accessTokenLifetimeS = 60 * 60;
/** What access tokens are for (RFC 8707). */
export const demoAudience = 'urn:cunjian:api';

export interface EmbeddedIssuerOptions {
  /** As in `http://127.0.0.1:4000/oidc`. */
  readonly issuer: string;
  readonly redirectUri: string;
  readonly accounts: readonly DemoAccount[];
  /** PKCS 8 PEM of an EC P-256 key, kept in a file of mode 0600. */
  readonly privateKeyPem: string;
  readonly cookieSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Systems that get tokens for themselves (RFC 6749, 4.4); the token's subject is the client's id. */
  readonly systems: readonly { readonly clientId: string; readonly clientSecret: string }[];
  readonly clock: Pick<Clock, 'now'>;
}

/** For a first start. */
export const generateIssuerKey = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

const secondsNow = (clock: Pick<Clock, 'now'>): number => Math.floor(clock.now() / 1_000);

/** The issuer's own session. It is ended before each sign-in, so that one can be somebody else the next time. */
export const issuerSessionCookies = ['_session', '_session.sig'] as const;

const keyId = 'embedded';
const lifetimes = {
  AccessToken: accessTokenLifetimeS,
  ClientCredentials: accessTokenLifetimeS,
  AuthorizationCode: 60,
  IdToken: 600,
  Interaction: 900,
  Session: 900,
  Grant: 900,
};

const configuration = (options: EmbeddedIssuerOptions, key: JWK): Configuration => ({
  adapter: createIssuerState(options.clock),
  clients: [
    {
      client_id: options.clientId,
      client_secret: options.clientSecret,
      redirect_uris: [options.redirectUri],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      id_token_signed_response_alg: 'ES256',
    },
    ...options.systems.map(({ clientId, clientSecret }) => ({
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials'],
      id_token_signed_response_alg: 'ES256' as const,
    })),
  ],
  findAccount: (_, sub) =>
    options.accounts.some(({ account }) => account === sub) ? { accountId: sub, claims: () => ({ sub }) } : undefined,
  interactions: { url: (_, interaction) => `/sign-in/choose/${interaction.uid}` },
  // The page is ours: there is nobody to ask for consent.
  loadExistingGrant: async (ctx) => {
    const { oidc } = ctx;
    if (oidc.client === undefined || oidc.account === undefined) return undefined;
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.account.accountId });
    grant.addOIDCScope('openid');
    await grant.save();
    return grant;
  },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
    clientCredentials: { enabled: true },
    // Tokens of systems are for the API, whether they ask for it or not; people's sign-in needs none.
    resourceIndicators: {
      enabled: true,
      defaultResource: (ctx) =>
        ctx.oidc.params?.['grant_type'] === 'client_credentials' ? demoAudience : (undefined as never),
      getResourceServerInfo: () => ({
        scope: '',
        audience: demoAudience,
        accessTokenFormat: 'jwt',
        accessTokenTTL: accessTokenLifetimeS,
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
  pkce: { required: () => true },
  cookies: { keys: [options.cookieSecret], names: { session: issuerSessionCookies[0] } },
  jwks: { keys: [{ ...key, kid: keyId, use: 'sig', alg: 'ES256' }] },
  ttl: lifetimes,
  // Whoever comes with a link of yesterday gets a plain answer, and can begin anew.
  renderError: (ctx, { error, error_description: description }) => {
    ctx.type = 'text/plain';
    ctx.body = `${error}: ${description ?? ''}\n登录未完成，请重新登录。 Signing in did not work: begin again at /sign-in\n`;
  },
});

/**
 * An OIDC issuer in the same process, with one account per role and no passwords: for demonstrations. The deployment
 * refuses it where NODE_ENV is production.
 */
export const createEmbeddedIssuer = async (options: EmbeddedIssuerOptions) => {
  const privateKey = await importPKCS8(options.privateKeyPem, 'ES256', { extractable: true });
  const provider = new Provider(options.issuer, configuration(options, await exportJWK(privateKey)));
  return {
    provider,
    verificationKey: createPublicKey(options.privateKeyPem),
    /** A token as the issuer would give it, for `cunjian token --account`. */
    accessToken: (account: string): Promise<string> =>
      new SignJWT()
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: keyId })
        .setIssuer(options.issuer)
        .setSubject(account)
        .setAudience(demoAudience)
        .setIssuedAt(secondsNow(options.clock))
        .setExpirationTime(secondsNow(options.clock) + accessTokenLifetimeS)
        .sign(privateKey),
  };
};
export type EmbeddedIssuer = Awaited<ReturnType<typeof createEmbeddedIssuer>>;

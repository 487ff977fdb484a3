import * as oidc from 'openid-client';

export interface OidcClientOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

/** What has to be remembered between sending somebody to the issuer and her coming back. */
export interface Journey {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

/** Whom the issuer vouches for, and its word for it. */
export interface SignedIn {
  /** The subject. */
  readonly account: string;
  readonly idToken: string;
}

/** The authorization code flow with PKCE, at any OIDC issuer. Discovery waits for the first sign-in. */
export const createOidcClient = (options: OidcClientOptions) => {
  let discovered: Promise<oidc.Configuration> | undefined;
  const discover = (): Promise<oidc.Configuration> => {
    discovered ??= oidc
      .discovery(
        new URL(options.issuer),
        options.clientId,
        options.clientSecret,
        undefined,
        options.issuer.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : undefined,
      )
      .catch((error: unknown) => {
        // The issuer may be up the next time.
        discovered = undefined;
        throw error;
      });
    return discovered;
  };
  return {
    jwksUri: async (): Promise<URL> => {
      const { jwks_uri: uri } = (await discover()).serverMetadata();
      if (uri === undefined) throw new Error('the issuer names no jwks_uri');
      return new URL(uri);
    },
    begin: async (): Promise<{ readonly url: URL; readonly journey: Journey }> => {
      const configuration = await discover();
      const verifier = oidc.randomPKCECodeVerifier();
      const journey = { verifier, state: oidc.randomState(), nonce: oidc.randomNonce() };
      const url = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: options.redirectUri,
        scope: 'openid',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: journey.state,
        nonce: journey.nonce,
      });
      return { url, journey };
    },
    /** Undefined where the issuer's answer is not one to this journey. */
    finish: async (callback: URL, { verifier, state, nonce }: Journey): Promise<SignedIn | undefined> => {
      const configuration = await discover();
      try {
        const tokens = await oidc.authorizationCodeGrant(configuration, callback, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        const account = tokens.claims()?.sub;
        const { id_token: idToken } = tokens;
        return account === undefined || idToken === undefined ? undefined : { account, idToken };
      } catch (error) {
        if (isBadAnswer(error)) return undefined;
        throw error;
      }
    },
  };
};
export type OidcClient = ReturnType<typeof createOidcClient>;

/** The issuer, or whoever pretends to come from it, said something else than yes. */
const isBadAnswer = (error: unknown): boolean =>
  error instanceof oidc.AuthorizationResponseError ||
  error instanceof oidc.ResponseBodyError ||
  error instanceof oidc.ClientError;

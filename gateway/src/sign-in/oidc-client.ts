import * as oidc from 'openid-client';

export const clientId = 'cunjian-page';

export interface OidcClientOptions {
  readonly issuer: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  /** Only for an issuer on loopback. */
  readonly allowHttp: boolean;
}

/** What has to be remembered between sending somebody to the issuer and her coming back. */
export interface Journey {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

/** The authorization code flow with PKCE, at any OIDC issuer. Discovery waits for the first sign-in. */
export const createOidcClient = (options: OidcClientOptions) => {
  let discovered: Promise<oidc.Configuration> | undefined;
  const discover = (): Promise<oidc.Configuration> => {
    discovered ??= oidc
      .discovery(
        new URL(options.issuer),
        clientId,
        options.clientSecret,
        undefined,
        options.allowHttp ? { execute: [oidc.allowInsecureRequests] } : undefined,
      )
      .catch((error: unknown) => {
        // The issuer may be up the next time.
        discovered = undefined;
        throw error;
      });
    return discovered;
  };
  return {
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
    /** The subject that the issuer vouches for. Throws where the answer is not that of the journey. */
    finish: async (callback: URL, { verifier, state, nonce }: Journey): Promise<string> => {
      const tokens = await oidc.authorizationCodeGrant(await discover(), callback, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const subject = tokens.claims()?.sub;
      if (subject === undefined) throw new Error('the issuer named no subject');
      return subject;
    },
  };
};
export type OidcClient = ReturnType<typeof createOidcClient>;

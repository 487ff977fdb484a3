import type { Random } from '@cunjian/kernel';
import { requestScope } from '../request-scope.ts';
import type { Services } from '../services.ts';
import type { SignedIn } from './oidc-client.ts';

/** Gives the code of the refusal where the registry does not believe the token, or does not know its holder. */
export type BindByIssuer = (signedIn: SignedIn) => Promise<string | undefined>;

/**
 * Binds the account that signed in to the person whom the issuer's ID token vouches for (`/sign-in?bind=1`). Asked for by
 * the person each time, so that a binding which was revoked does not come back by itself.
 */
export const createBindByIssuer =
  (services: Pick<Services, 'registry'>, random: Pick<Random, 'uuid'>): BindByIssuer =>
  async ({ account, idToken }) => {
    const { correlationId = random.uuid() } = requestScope.getStore() ?? {};
    const { accounts } = services.registry.createCaller({ account, correlationId });
    const outcome = await accounts.bindByIssuer({ commandId: random.uuid(), assertion: idToken });
    return outcome.ok ? undefined : outcome.refusals[0]?.code;
  };

import { z } from 'zod';
import type { Journey } from './oidc-client.ts';

export const journeyCookie = 'cunjian-sign-in';
export const journeyLifetimeMs = 15 * 60 * 1_000;

/** Only paths of this page, so that nobody is sent elsewhere after signing in. */
const localPath = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[\w\-/?=&%.#:]*$/)
  .catch('/');

const kept = z.object({
  verifier: z.string(),
  state: z.string(),
  nonce: z.string(),
  /** Where to go afterwards. */
  to: localPath,
  /** The demo account that was chosen on the page. */
  account: z.string().max(50).optional().catch(undefined),
  /** The account is to be bound to the person whom the issuer vouches for. */
  bind: z.literal('1').optional().catch(undefined),
});
export type KeptJourney = z.output<typeof kept>;

/** As a link to `/sign-in` has it, which may say anything. */
type Link = Readonly<Record<'to' | 'account' | 'bind', unknown>>;

/** What the cookie holds. */
export const keepJourney = (journey: Journey & Link): string => JSON.stringify(kept.parse(journey));

/** Undefined where there is none, or the cookie was tampered with. */
export const keptJourney = (cookie: string | undefined): KeptJourney | undefined => {
  if (cookie === undefined) return undefined;
  try {
    return kept.parse(JSON.parse(cookie));
  } catch {
    return undefined;
  }
};

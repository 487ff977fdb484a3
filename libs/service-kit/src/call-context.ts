import type { Caller } from '@cunjian/access';
import type { Refused } from '@cunjian/kernel';

/** What a call brings along: who signed in (the token's subject), which of her offices she acts in. Never roles. */
export interface CallContext {
  readonly account?: string | undefined;
  readonly office?: string | undefined;
  readonly correlationId: string;
}

/** Refuses where the caller can't be known, or does not hold the office named: then everything is denied with that refusal. */
export type ResolveCaller = (context: CallContext) => Promise<Caller | Refused>;

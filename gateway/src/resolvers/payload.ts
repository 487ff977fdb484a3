import type { Outcome } from '@cunjian/service-kit';
import { TRPCError } from '@trpc/server';
import type { GatewayContext } from '../context.ts';
import type { Reads } from '../reads.ts';
import { accepted, inputErrors, userErrors, type UserError } from '../refused.ts';

/** What every mutation answers; the receipt is asked for where it is selected. */
export interface Payload {
  readonly userErrors: readonly UserError[];
  readonly position?: string;
  /** How many events there are to give a receipt for. */
  readonly events?: number;
}

/** Runs what may find fault with its input, and tells that as user errors. */
export const withInputErrors = async <Result extends object>(
  run: () => Promise<Result>,
  { language }: Pick<GatewayContext, 'language'>,
  input?: unknown,
): Promise<Result | { readonly userErrors: readonly UserError[] }> => {
  try {
    return await run();
  } catch (error) {
    if (error instanceof TRPCError && error.code === 'BAD_REQUEST')
      return { userErrors: inputErrors(error, language, input) };
    throw error;
  }
};

/** What is needed of a request to send a command. */
type Sending = Pick<GatewayContext, 'lag' | 'language'> & { readonly reads: Pick<Reads, 'since' | 'renew'> };

/** Whoever gave a command waits for what it made: each of these waits as long as a read does. */
const maxReads = 5;

/** What `show` gives once the read models have seen the command's events, or what there is after `maxReads`. */
const shownAfter = async ({ lag, reads }: Sending, show: () => object | Promise<object>): Promise<object> => {
  const before = lag.stale;
  for (let tries = 1; ; tries++) {
    lag.stale = before;
    const shown = await show();
    if (lag.stale === before || tries === maxReads) return shown;
    reads.renew();
  }
};

/**
 * Sends a command. `show` gives the payload's own fields: what is read after it has seen its events. Nothing of them is
 * there where it was refused. `input` is that of the command: errors show the value at fault.
 */
export const payload = async <Result>(
  context: Sending,
  command: () => Promise<Outcome<Result>>,
  show: (result: Result) => object | Promise<object>,
  input: object,
): Promise<Payload> =>
  withInputErrors(
    async () => {
      const outcome = await command();
      if (!outcome.ok) return { userErrors: userErrors(outcome.refusals, context.language) };
      const { position, events, result } = outcome;
      context.reads.since(position);
      const shown = await shownAfter(context, () => show(result));
      return { ...shown, userErrors: [], position, events: events.length };
    },
    context,
    input,
  );

/** For the type of every payload. */
export const payloadFields = {
  receipt: async ({ position, events = 0 }: Payload, _: object, { audit, language }: GatewayContext) => {
    // A command that had nothing left to do wrote nothing that could be promised.
    if (position === undefined || events === 0) return null;
    const { note } = accepted(await audit.receipt({ position, count: events }), language);
    return { note };
  },
};

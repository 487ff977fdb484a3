import type { Following, GatewayContext } from '../context.ts';
import { accepted } from '../refused.ts';
import { given } from '../resolvers/given.ts';
import { gatewayError } from '../errors.ts';

export interface FollowArguments {
  readonly division: string;
  readonly fromIndex?: number | null;
  readonly log?: string | null;
  readonly types?: readonly string[] | null;
}

/** Entries held at once. */
const pageSize = 20;
/** How long a right that has ended is still honoured while nothing happens. */
export const maxUncheckedMs = 10_000;

/**
 * Entries of a division's log from an index on, each page by the rights of the moment. The next page is asked for when
 * the one before is on its way to the client, so a slow one costs a page and no more.
 */
export const followDivision = async (
  args: FollowArguments,
  context: GatewayContext,
): Promise<AsyncGenerator<{ readonly divisionEvents: object }>> => {
  const { language, following } = context;
  if (following === undefined) throw gatewayError('subscription.websocket-only', language);
  const { division, types } = args;
  const read = async ({ integration }: GatewayContext, from: number, log?: string | null) =>
    accepted(await integration.feed.entries(given({ division, types, log, from, limit: pageSize })), language);
  // What is wrong with the question is answered before anything is streamed.
  const first = await read(context, args.fromIndex ?? 0, args.log);
  const start = args.fromIndex ?? first.size;
  return stream(
    { division, start },
    async (from) => {
      const renewed = await following.renewed();
      if (renewed === undefined) throw gatewayError('request.bad-token', language);
      return read(renewed, from, first.log);
    },
    following,
  );
};

interface Page {
  readonly entries: readonly object[];
  readonly next: number;
  readonly ended: boolean;
}

const stream = async function* (
  { division, start }: { readonly division: string; readonly start: number },
  read: (from: number) => Promise<Page>,
  { watch, signal }: Following,
): AsyncGenerator<{ readonly divisionEvents: object }> {
  let from = start;
  while (!signal.aborted) {
    const page = await read(from);
    for (const entry of page.entries) {
      if (signal.aborted) return;
      yield { divisionEvents: entry };
    }
    if (page.ended) return;
    if (page.next === from) await watch.changed({ division, size: from }, maxUncheckedMs, signal);
    from = page.next;
  }
};

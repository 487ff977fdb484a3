import { correlationIdOf } from '@cunjian/contracts/envelope-fields';
import type { AroundTake } from '@cunjian/processing';
import { inSpan, isTracing } from './spans.ts';
import { rootOf } from './trace-context.ts';

/** Traces that a batch names; it says how many events there were. */
const maxLinks = 16;

/**
 * A span for each batch of a read model, reaction, sealer or relay: part of the request's trace where it is about one
 * request alone, as in a quiet hour; else a trace of its own that names those of the requests.
 */
export const tracedTake = (): AroundTake | undefined => {
  if (!isTracing()) return undefined;
  return (sink, { events }, take) => {
    if (events.length === 0) return take();
    const ids = [...new Set(events.map(({ bytes }) => correlationIdOf(bytes)))];
    const [only] = ids;
    const links = ids.length === 1 ? [] : ids.slice(0, maxLinks).flatMap((id) => rootOf(id) ?? []);
    return inSpan(
      `take ${sink}`,
      {
        kind: 'consumer',
        links,
        attributes: {
          'cunjian.sink': sink,
          'cunjian.events': events.length,
          ...(ids.length === 1 && only !== undefined ? { 'cunjian.correlationid': only } : {}),
        },
      },
      take,
    );
  };
};

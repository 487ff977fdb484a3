import { isAway, type Clock } from '@cunjian/kernel';
import type { Batch, EventStore } from '../port.ts';
import { checkLimit, select, type Reading } from './reading.ts';
import { delayOf, type Backoff } from './retrying.ts';
import type { Tail } from './tail.ts';

/**
 * What the subscription has brought already, then what the server has beyond it: each event goes over the line once for
 * all who ask, and the answer still reaches to the end of the store.
 */
export const createReadAll =
  (reading: Reading, tail: Tail): EventStore['readAll'] =>
  async (options) => {
    const { after = 0n, types, limit } = options;
    checkLimit(limit);
    const near = tail.since(after);
    if (near === undefined || near.position === after) return reading.readAll(options);
    const first = select(near, types, limit);
    if (first.events.length === limit || (types === undefined && first.events.length > 0)) return first;
    const missing = limit - first.events.length;
    const rest = await reading.readAll({ after: first.position, types, limit: missing });
    return { events: [...first.events, ...rest.events], position: rest.position };
  };

/** Pages while behind, then the tail. An outage is waited out; health tells of it. */
export const createFollow = (reading: Reading, tail: Tail, clock: Clock, backoff: Backoff): EventStore['follow'] =>
  async function* ({ signal, types, limit, after: from = 0n }) {
    checkLimit(limit);
    let after = from;
    let failures = 0;
    while (!signal.aborted && !tail.closed()) {
      const ticket = tail.ticket();
      const near = tail.since(after);
      let batch: Batch;
      try {
        batch = near === undefined ? await reading.readAll({ after, types, limit }) : select(near, types, limit);
        failures = 0;
      } catch (error) {
        if (tail.closed()) return;
        if (!isAway(error)) throw error;
        await clock.sleep(delayOf(backoff, ++failures), signal);
        continue;
      }
      if (batch.position > after) {
        after = batch.position;
        yield batch;
        continue;
      }
      tail.start(after);
      await tail.changed(ticket, signal);
    }
  };

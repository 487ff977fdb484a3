import type { StoredEvent } from '@cunjian/event-store';
import { failedEvent, type Sink } from '@cunjian/processing';
import type { CollectionSpec, ReadModelStore } from '@cunjian/read-model';
import { createKeptChains } from './kept-chains.ts';
import { messageOf } from './message-of.ts';
import type { Message, Publisher } from './publisher.ts';

export interface RelayOptions {
  /** The deployment's name. */
  readonly deployment: string;
  readonly publisher: Publisher;
  /** Keeps the checkpoint and the chains. */
  readonly store: Pick<ReadModelStore, 'prepare' | 'swap' | 'load' | 'commit'>;
  /** While it catches up: what may be sent again after a crash. */
  readonly maxUncommittedEvents?: number;
}

const name = 'relay';
/** Raised where messages are made otherwise: all of them are sent again. */
const version = 1;
const chainSpec: CollectionSpec = { name, version, indexes: [] };

interface Failure {
  readonly event: StoredEvent;
  readonly error: unknown;
  /** Position of the event before it in the batch. */
  readonly before: bigint | undefined;
}

/**
 * Hands events to a `Publisher`, to be fed by a reader of sealed ones: at least once, in order per division. A chain is
 * written when the messages that it counts are acknowledged, and bears the position of the last: an event at or before
 * it has been sent, whatever the checkpoint says. So a crash at any moment, or a second relay, leads to repeats alone.
 */
export const createRelay = (options: RelayOptions): Sink & { readonly close: () => Promise<void> } => {
  const { deployment, publisher, store, maxUncommittedEvents = 5_000 } = options;
  const chains = createKeptChains(store, chainSpec);
  let inFlight: Promise<void> = Promise.resolve();
  let position = 0n;
  let committed = 0n;
  let uncommittedEvents = 0;

  /** Up to the first event that can't be handed on. */
  const messagesOf = (events: readonly StoredEvent[]): { messages: readonly Message[]; failure?: Failure } => {
    const messages: Message[] = [];
    const linkOf = chains.linker();
    for (const [i, event] of events.entries())
      try {
        const link = linkOf(event);
        if (link !== undefined) messages.push(messageOf(link, deployment));
      } catch (error) {
        return { messages, failure: { event, error, before: events[i - 1]?.position } };
      }
    return { messages };
  };

  const send = (messages: readonly Message[]): void => {
    inFlight = messages.length === 0 ? Promise.resolve() : publisher.send(messages);
    inFlight.catch(() => undefined);
  };

  const commit = async (): Promise<void> => {
    await inFlight;
    await store.commit(name, version, [{ spec: chainSpec, writes: chains.writes() }], position);
    chains.written();
    committed = position;
    uncommittedEvents = 0;
  };

  return {
    name,
    version,
    serves: true,
    open: async () => {
      await inFlight.catch(() => undefined);
      inFlight = Promise.resolve();
      chains.forget();
      // What was on its way may be lost. Where the publisher can't be opened, `close` is to commit none of it.
      position = committed;
      uncommittedEvents = 0;
      await publisher.open();
      const checkpoint = await store.prepare(name, version, [chainSpec]);
      await store.swap(name, version);
      position = committed = checkpoint ?? 0n;
      return checkpoint;
    },
    take: async (batch, more) => {
      const fresh = batch.events.filter((event) => event.position > position);
      await chains.load(fresh);
      const { messages, failure } = messagesOf(fresh);
      // While these are on their way, the next are read: one batch on its way, one in hand.
      await inFlight;
      send(messages);
      position = failure === undefined ? batch.position : (failure.before ?? position);
      uncommittedEvents += batch.events.length;
      if (!more || failure !== undefined || uncommittedEvents >= maxUncommittedEvents) await commit();
      if (failure !== undefined) throw failedEvent(failure.event, failure.error);
    },
    caughtUp: async () => {
      if (committed !== position) await commit();
    },
    close: async () => {
      // What is not committed by now is sent again after the next start.
      if (committed !== position) await commit().catch(() => undefined);
      await publisher.close();
    },
  };
};

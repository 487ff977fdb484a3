import type { CommandHandler, EventStore } from '@cunjian/event-store';
import { isRefused } from '@cunjian/kernel';
import type { SpanAttributes } from './attributes.ts';
import { inSpan, isTracing } from './spans.ts';

const aggregateOf = (stream: string): string => stream.split('-', 1)[0] ?? '';

/** The store, with a span for each append. */
export const tracedStore = <Store extends Pick<EventStore, 'append'>>(store: Store): Store => {
  if (!isTracing()) return store;
  const append: EventStore['append'] = (stream, expected, events) =>
    inSpan(
      'append',
      { kind: 'client', attributes: { 'cunjian.aggregate': aggregateOf(stream), 'cunjian.events': events.length } },
      () => store.append(stream, expected, events),
      (appended) => (isRefused(appended) ? { 'cunjian.refused': appended.refused[0].code } : {}),
    );
  return { ...store, append };
};

/** The command handler, with a span for each command. */
export const tracedHandle = (handle: CommandHandler['handle']): CommandHandler['handle'] => {
  if (!isTracing()) return handle;
  return (request) => {
    const { stream, meta } = request;
    const attributes: SpanAttributes = {
      'cunjian.aggregate': aggregateOf(stream),
      'cunjian.correlationid': meta.correlationId,
    };
    return inSpan(
      'handle command',
      { attributes },
      () => handle(request),
      (handled) =>
        isRefused(handled)
          ? { 'cunjian.refused': handled.refused[0].code }
          : { 'cunjian.events': handled.events.length, 'cunjian.repeated': handled.repeated },
    );
  };
};

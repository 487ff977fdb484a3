import type { Catalogue, RecordedEvent } from '@cunjian/contracts';
import type { Batch } from '@cunjian/event-store';
import { isRefused, type Clock, type Refused } from '@cunjian/kernel';
import type { CollectionSpec, ReadModelStore, Write } from '@cunjian/read-model';
import { commandIdOf } from './command-id.ts';
import type { Deadline, Dispatch, DispatchedCommand, Reaction, ReactionCommand } from './reaction.ts';
import { failedEvent, type EventFailure, type Sink } from './sink.ts';

export interface ReactorOptions {
  readonly reaction: Reaction;
  /** Keeps checkpoint and deadlines. */
  readonly store: ReadModelStore;
  readonly catalogue: Catalogue;
  readonly dispatch: Dispatch;
  readonly clock: Clock;
  /** A refusal is final for the reaction: log it and count it. */
  readonly onRefused?: (command: DispatchedCommand, refused: Refused) => void;
}

/** A deadline as it is kept, with the event that set it. */
interface Kept {
  readonly deadline: Deadline;
  readonly dueMs: number;
  readonly correlationId: string;
  readonly setBy: EventFailure;
}

const version = 1;
/** Batches of which nothing came before the checkpoint is kept all the same: so many are read again after a restart. */
const maxIdleBatches = 100;
/** Deadlines fired between two looks at the list. */
const maxDueDeadlines = 100;
/** Refusals of the store that pass: the command is dispatched again. */
const passing: ReadonlySet<string> = new Set(['store.busy', 'store.full', 'command.contended']);

type Send = (
  commands: readonly ReactionCommand[],
  context: Pick<DispatchedCommand, 'correlationId' | 'dueAt'>,
  cause: readonly (string | number)[],
) => Promise<void>;

const createSender =
  ({ reaction: { name }, dispatch, onRefused }: ReactorOptions): Send =>
  async (commands, context, cause) => {
    for (const [index, command] of commands.entries()) {
      const commandId = commandIdOf(name, ...cause, index);
      const dispatched = { ...command, ...context, commandId, actor: `system:${name}` };
      const answer = await dispatch(dispatched);
      if (!isRefused(answer)) continue;
      const { code } = answer.refused[0];
      if (passing.has(code)) throw new Error(`command ${commandId} (${command.type}): ${code}`);
      onRefused?.(dispatched, answer);
    }
  };

/** Turns events and deadlines into commands, at least once each and with the same id each time. */
export const createReactor = (options: ReactorOptions): Sink => {
  const { reaction, store, catalogue, clock } = options;
  const { name } = reaction;
  const kept: CollectionSpec = { name: `${name}.deadlines`, version, indexes: [['dueMs']] };
  const send = createSender(options);
  /** Taken in; kept as the checkpoint but for `idleBatches`. */
  let position = 0n;
  let idleBatches = 0;
  let nextDueMs: number | undefined;

  const lookAhead = async (): Promise<void> => {
    const order = { by: 'dueMs', direction: 'ascending' } as const;
    const { items } = await store.collection<Kept>(kept).find({ order, limit: 1 });
    nextDueMs = items[0]?.document.dueMs;
  };

  const keep = async (writes: ReadonlyMap<string, Write>, upTo: bigint): Promise<void> => {
    await store.commit(name, version, [{ spec: kept, writes: [...writes.values()] }], upTo);
    position = upTo;
    idleBatches = 0;
    if (writes.size > 0) await lookAhead();
  };

  const take = async ({ events, position: end }: Batch): Promise<void> => {
    const writes = new Map<string, Write>();
    let last = position;
    let isIdle = true;
    for (const stored of events) {
      if (stored.position <= position) continue;
      let event: RecordedEvent;
      let commands: readonly ReactionCommand[];
      let changes: readonly Write[];
      try {
        event = catalogue.decode(stored);
        commands = reaction.react?.(event) ?? [];
        changes = deadlineWrites(reaction, event);
      } catch (error) {
        await keep(writes, last);
        throw failedEvent(stored, error);
      }
      await send(commands, { correlationId: event.correlationid }, [event.subject, event.revision]);
      for (const write of changes) writes.set(write.key, write);
      isIdle &&= commands.length + changes.length === 0;
      last = event.position;
    }
    // Events of which nothing comes may be taken in again; most are of that kind.
    if (isIdle && ++idleBatches < maxIdleBatches) position = end;
    else await keep(writes, end);
  };

  const fire = async ({ deadline, correlationId, setBy }: Kept): Promise<void> => {
    let commands: readonly ReactionCommand[];
    try {
      commands = reaction.onDeadline?.(deadline) ?? [];
    } catch (error) {
      throw failedEvent({ id: setBy.eventId, ...setBy }, error);
    }
    await send(commands, { correlationId, dueAt: deadline.at }, ['deadline', deadline.key, deadline.at]);
    await keep(new Map([[deadline.key, { key: deadline.key, position, document: undefined }]]), position);
  };

  const fireDue = async (): Promise<void> => {
    while (nextDueMs !== undefined && nextDueMs <= clock.now()) {
      const { items } = await store.collection<Kept>(kept).find({
        // `to` is exclusive.
        where: { dueMs: { to: clock.now() + 1 } },
        order: { by: 'dueMs', direction: 'ascending' },
        limit: maxDueDeadlines,
      });
      for (const { document } of items) await fire(document);
    }
  };

  return {
    name,
    version,
    types: catalogue.wireTypes(reaction.events),
    open: async () => {
      const found = await store.prepare(name, version, [kept]);
      position = found ?? 0n;
      await lookAhead();
      return found;
    },
    take,
    // Only when nothing is left to read: an event may have cleared a deadline.
    caughtUp: fireDue,
    wakeAt: () => nextDueMs,
  };
};

const deadlineWrites = (reaction: Reaction, event: RecordedEvent): Write[] => {
  const { set = [], clear = [] } = reaction.deadlines?.(event) ?? {};
  const { position, correlationid: correlationId } = event;
  const setBy = { eventId: event.id, stream: event.subject, revision: event.revision };
  return [
    ...clear.map((key) => ({ key, position, document: undefined })),
    ...set.map((deadline) => {
      const dueMs = Date.parse(deadline.at);
      if (Number.isNaN(dueMs)) throw new TypeError(`deadline ${deadline.key}: ${deadline.at} is no RFC 3339 time`);
      return { key: deadline.key, position, document: { deadline, dueMs, correlationId, setBy } satisfies Kept };
    }),
  ];
};

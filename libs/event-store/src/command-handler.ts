import type { Catalogue, RecordedEvent } from '@cunjian/contracts';
import {
  fold,
  isRefused,
  refuse,
  type Clock,
  type Decider,
  type DomainEvent,
  type Random,
  type Refused,
} from '@cunjian/kernel';
import { createRecorder, type CommandMeta, type Recording } from './recorder.ts';
import { isDuplicateEventId, isUnknownOutcome, type EventStore, type ExpectedRevision } from './port.ts';

export interface Handled {
  /** What the command caused: nothing where nothing was left to do. */
  readonly events: readonly RecordedEvent[];
  /** Position of the last of them, else of the stream's last event, else 0n. */
  readonly position: bigint;
  /** Revision of the same event; -1 for an empty stream. */
  readonly revision: number;
  /** The command had been carried out before; this is the same answer. */
  readonly repeated: boolean;
}

export interface CommandHandler {
  /**
   * Refuses what the decider and the store refuse, and `command.contended` {stream, attempts} where others wrote
   * to the stream before every attempt, `command.id-reused` {commandId} where it caused events in another stream.
   */
  handle<Command, State, Event extends DomainEvent>(request: {
    readonly stream: string;
    readonly decider: Decider<Command, State, Event>;
    readonly command: Command;
    readonly meta: CommandMeta<Event>;
  }): Promise<Handled | Refused>;
}

export interface CommandHandlerOptions {
  readonly store: Pick<EventStore, 'append' | 'readStream'>;
  readonly catalogue: Catalogue;
  readonly random: Random;
  readonly clock: Clock;
  readonly maxDecideAttempts?: number;
}

/** Each costs the caller a deadline of the store. */
const maxLostAnswers = 1;

const toDomain = <Event extends DomainEvent>(recorded: RecordedEvent): Event =>
  ({ type: recorded.name, data: recorded.data }) as Event;

const answer = (events: readonly RecordedEvent[], last: RecordedEvent | undefined, repeated: boolean): Handled => ({
  events,
  position: last?.position ?? 0n,
  revision: last?.revision ?? -1,
  repeated,
});

/** Load the stream, answer from it where the command is already in it, else fold, decide, append (DESIGN.md decision 5). */
export const createCommandHandler = (options: CommandHandlerOptions): CommandHandler => {
  const { store, catalogue, random, clock, maxDecideAttempts = 10 } = options;

  const record = createRecorder({ catalogue, random, clock });

  const load = async (stream: string, from = 0): Promise<RecordedEvent[]> =>
    (await store.readStream(stream, { from })).map((stored) => catalogue.decode(stored));

  const append = async (stream: string, expected: ExpectedRevision, recordings: Recording[], commandId: string) => {
    try {
      return await store.append(
        stream,
        expected,
        recordings.map(({ toAppend }) => toAppend),
      );
    } catch (error) {
      // Ids come from the command's: the client used one for two intents.
      if (isDuplicateEventId(error)) return refuse('command.id-reused', { commandId }, 'commandId');
      throw error;
    }
  };

  /** What was just appended, as a later load of the stream gives it. */
  const recorded = async (stream: string, first: number, recordings: Recording[], position: bigint) => {
    const [only] = recordings;
    // Only the last position is known: the others are read where there are others.
    return recordings.length === 1 && only !== undefined
      ? [{ ...only.envelope, name: only.name, position, revision: first }]
      : (await load(stream, first)).slice(0, recordings.length);
  };

  return {
    handle: async ({ stream, decider, command, meta }) => {
      let lostAnswers = 0;
      for (let attempt = 1; attempt <= maxDecideAttempts; attempt++) {
        const history = await load(stream);
        const last = history.at(-1);
        const earlier = history.filter((event) => event.causationid === meta.commandId && event.actor === meta.actor);
        if (earlier.length > 0) return answer(earlier, earlier.at(-1), true);
        if (last !== undefined && last.partitionkey !== meta.division)
          throw new Error(`stream ${stream} belongs to division ${last.partitionkey}, not to ${meta.division}`);

        const decided = decider.decide(command, fold(decider, history.map(toDomain)));
        if (isRefused(decided)) return decided;
        if (decided.length === 0) return answer([], last, false);

        const first = last === undefined ? 0 : last.revision + 1;
        const recordings = record(stream, meta, first, decided);
        const appended = await append(stream, last?.revision ?? 'none', recordings, meta.commandId).catch(
          (error: unknown) => {
            if (!isUnknownOutcome(error) || ++lostAnswers > maxLostAnswers) throw error;
            return undefined;
          },
        );
        // The stream tells whether it was carried out. Should it be later, one of the two meets a wrong revision.
        if (appended === undefined) continue;
        if (!isRefused(appended)) {
          const events = await recorded(stream, first, recordings, appended.position);
          return answer(events, events.at(-1), false);
        }
        if (appended.refused[0].code !== 'store.wrong-revision') return appended;
      }
      return refuse('command.contended', { stream, attempts: maxDecideAttempts });
    },
  };
};

import type { RecordedEvent } from '@cunjian/contracts';
import type { Refused } from '@cunjian/kernel';

/** A command as a reaction asks for it; `dispatch` knows what `type` means. */
export interface ReactionCommand {
  readonly type: string;
  readonly data: object;
}

/** A point in time at which something is due. Whatever else it holds comes back in `onDeadline`; JSON. */
export interface Deadline {
  /** Unique within the reaction; name the stream in it. Setting it again moves it. */
  readonly key: string;
  /** RFC 3339. */
  readonly at: string;
}

/** Event or deadline in, commands out. Pure: it holds no client and writes nothing. */
export interface Reaction<D extends Deadline = Deadline> {
  readonly name: string;
  /** Names of the events it wants, for `react` and `deadlines`. */
  readonly events: readonly string[];
  react?(event: RecordedEvent): readonly ReactionCommand[];
  /** `clear` first, then `set`. A deadline that has fired is gone. */
  deadlines?(event: RecordedEvent): { readonly set?: readonly D[]; readonly clear?: readonly string[] };
  /** May be called again for the same deadline after a crash; the ids of its commands are the same then. */
  onDeadline?(deadline: D): readonly ReactionCommand[];
}

export interface DispatchedCommand extends ReactionCommand {
  /** UUIDv5 of the reaction and the event or deadline: the same again, whenever it is dispatched again. */
  readonly commandId: string;
  /** `system:<reaction>`. */
  readonly actor: string;
  readonly correlationId: string;
  /**
   * Of the deadline that asks for it, RFC 3339. Refused as too early it would be lost: who carries it out by another clock,
   * which has not reached it yet, rejects.
   */
  readonly dueAt?: string;
}

/** Carries a command out. Rejects for an error that may pass: the command is dispatched again later. */
export type Dispatch = (command: DispatchedCommand) => Promise<'done' | Refused>;

import type { Audience } from '@cunjian/contracts';
import type { CommandHandler, Handled } from '@cunjian/event-store';
import { isRefused, type Decider, type DomainEvent, type Refused } from '@cunjian/kernel';
import type { Caller } from '@cunjian/access';
import type { CallContext, Outcome } from '@cunjian/service-kit';
import { accountStream } from '../account/account-stream.ts';

/** Of a procedure's context: who acts. */
export interface Acting extends CallContext {
  readonly caller: Caller;
}

export interface Act<Command, State, Event extends DomainEvent> {
  readonly commandId: string;
  readonly stream: string;
  readonly decider: Decider<Command, State, Event>;
  readonly command: Command;
  /** Owner of the stream. */
  readonly division: string;
  readonly body?: string;
  readonly audience: Audience;
}

/**
 * Who acts where nobody is known yet: the account that is about to be bound. Each has a name of its own, as a command is
 * answered from what the same actor did before.
 */
const nobodyYet = (account = ''): string => `system:${accountStream(account)}`;

/** Runs a command in the name of the caller. */
export const act = <Command, State, Event extends DomainEvent>(
  handle: CommandHandler['handle'],
  { caller, correlationId, account }: Acting,
  { commandId, stream, decider, command, division, body, audience }: Act<Command, State, Event>,
): Promise<Handled | Refused> =>
  handle({
    stream,
    decider,
    command,
    meta: {
      commandId,
      actor: caller.person ?? nobodyYet(account),
      office: caller.acting?.office,
      body,
      division,
      correlationId,
      audience,
    },
  });

export const refusal = ({ refused }: Refused): { readonly ok: false; readonly refusals: Refused['refused'] } => ({
  ok: false,
  refusals: refused,
});

/** What every mutation answers; `result` is for the carried out one. */
export const outcome = <Result>(handled: Handled | Refused, result: Result): Outcome<Result> =>
  isRefused(handled)
    ? refusal(handled)
    : {
        ok: true,
        position: String(handled.position),
        events: handled.events.map(({ id }) => id),
        repeated: handled.repeated,
        result,
      };

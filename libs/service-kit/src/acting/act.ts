import type { Caller, Resource } from '@cunjian/access';
import { nationalDivision, type Audience, type RecordedEvent } from '@cunjian/contracts';
import { isRefused, refuse, type Decider, type DomainEvent, type Refused } from '@cunjian/kernel';
import { keepIfNamed, pendingOn } from '@cunjian/personal-data';
import type { CallContext } from '../call-context.ts';
import type { Authorisation, Outcome } from '../procedures.ts';
import { instantOf, loadStream, type ActingService } from './context.ts';
import { foldHistory } from './fold-history.ts';
import { openNamedFiles } from './open-named-files.ts';
import { createWords, type Words } from './words.ts';

/** Of a procedure's context: who acts, and whether she may. */
export interface Acting extends CallContext, Authorisation {
  readonly caller: Caller;
}

export interface Act<Command, State, Event extends DomainEvent, Result> {
  readonly commandId: string;
  readonly stream: string;
  readonly decider: Decider<Command, State, Event>;
  /** What the command is done to; undefined for what is not there, which looks to the caller like what she may not touch. */
  readonly resource: (
    state: State,
    history: readonly RecordedEvent[],
  ) => Resource | undefined | Promise<Resource | undefined>;
  /** Resolves look-ups and conceals what people wrote; asked only after the caller was found to be allowed. */
  readonly command: (state: State, words: Words) => Promise<Command | Refused>;
  readonly audience: (event: Event, resource: Resource) => Audience;
  /** RFC 3339: until then nobody but the caller is given the event, however wide its audience. */
  readonly openFrom?: (event: Event, command: Command) => string | undefined;
  readonly result: Result;
}

export const refusal = ({ refused }: Refused): { readonly ok: false; readonly refusals: Refused['refused'] } => ({
  ok: false,
  refusals: refused,
});

const done = <Result>(
  handled: { readonly events: readonly RecordedEvent[]; readonly position: bigint; readonly repeated: boolean },
  result: Result,
): Outcome<Result> => ({
  ok: true,
  position: String(handled.position),
  events: handled.events.map(({ id }) => id),
  repeated: handled.repeated,
  result,
});

/**
 * Authorise by the stream as it is now; answer from it where the command is already in it (so that nothing is concealed
 * twice); else prepare the command, make its words durable in the vault, decide and append.
 */
export const act = async <Command, State, Event extends DomainEvent, Result>(
  service: ActingService,
  ctx: Acting,
  request: Act<Command, State, Event, Result>,
): Promise<Outcome<Result>> => {
  const { commandId, stream, decider, resource: resourceOf, command, audience, openFrom, result } = request;
  const { runtime } = service;
  const history = await loadStream(service, stream);
  const state = foldHistory(decider, history);
  const resource = (await resourceOf(state, history)) ?? { division: nationalDivision };
  const denied = ctx.authorise(resource);
  if (denied !== undefined) return refusal(denied);
  const { person: actor, acting } = ctx.caller;
  if (actor === undefined) return refusal(refuse('access.not-bound'));

  const events = history.filter((event) => event.causationid === commandId && event.actor === actor);
  const last = events.at(-1);
  if (last !== undefined) return done({ events, position: last.position, repeated: true }, result);

  const openFile = openNamedFiles(service, ctx.account, history);
  const words = createWords(service, history[0]?.partitionkey ?? resource.division, openFile);
  const prepared = await command(state, words);
  if (isRefused(prepared)) return refusal(prepared);
  // Nothing that a person wrote is kept for a command that would be refused anyway.
  const foreseen = decider.decide(prepared, state);
  if (isRefused(foreseen)) return refusal(foreseen);
  const values = pendingOn(words.entries(), { stream, since: instantOf(service) });
  const handled = await keepIfNamed(runtime.vault, values, () =>
    runtime.handle({
      stream,
      decider,
      command: prepared,
      meta: {
        commandId,
        actor,
        office: acting?.office,
        // A stream belongs to one division for ever, whichever level acts on it.
        body: history[0]?.body ?? resource.body,
        division: history[0]?.partitionkey ?? resource.division,
        correlationId: ctx.correlationId,
        audience: (event) => audience(event, resource),
        openFrom: openFrom && ((event) => openFrom(event, prepared)),
      },
    }),
  );
  return isRefused(handled) ? refusal(handled) : done(handled, result);
};

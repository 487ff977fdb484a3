import { encodeEnvelope, type Audience, type Catalogue, type Envelope } from '@cunjian/contracts';
import type { Clock, DomainEvent, Random } from '@cunjian/kernel';
import { eventId } from './event-id.ts';
import type { EventToAppend } from './port.ts';

/** Who does what, for which division: everything of the envelope that the domain does not decide. */
export interface CommandMeta<Event extends DomainEvent = DomainEvent> {
  /** UUID that the client minted once per intent. */
  readonly commandId: string;
  readonly actor: string;
  readonly office?: string | undefined;
  readonly body?: string | undefined;
  readonly onBehalfOf?: string | undefined;
  /** The owning division's code; the same for all events of a stream. */
  readonly division: string;
  readonly correlationId: string;
  readonly audience: Audience | ((event: Event) => Audience);
  /** RFC 3339, UTC: before it nobody but whoever acts is given the event. Of none that is public. */
  readonly openFrom?: ((event: Event) => string | undefined) | undefined;
}

/** An event on its way into the store. */
export interface Recording {
  readonly name: string;
  readonly envelope: Envelope;
  readonly toAppend: EventToAppend;
}

const saltBytes = 32;
const saltsPerDraw = 128;

/** Draws many salts at once: a call to the system's generator costs more than a short event. */
const createSaltSource = (random: Random) => {
  let pool: Uint8Array = new Uint8Array(0);
  let next = 0;
  return (): Uint8Array => {
    if (next === pool.length) {
      pool = random.bytes(saltBytes * saltsPerDraw);
      next = 0;
    }
    next += saltBytes;
    return pool.subarray(next - saltBytes, next);
  };
};

export type Recorder = <Event extends DomainEvent>(
  stream: string,
  meta: CommandMeta<Event>,
  firstRevision: number,
  decided: readonly Event[],
) => Recording[];

/** Turns what a decider decided into events for the store: checked, named, serialised once. Throws where data breaks its contract. */
export const createRecorder = (options: { catalogue: Catalogue; random: Random; clock: Clock }): Recorder => {
  const { catalogue, random, clock } = options;
  const drawSalt = createSaltSource(random);
  return (stream, meta, firstRevision, decided) => {
    const time = new Date(clock.now()).toISOString();
    return decided.map((event, index) => {
      catalogue.check(event.type, event.data);
      const audience = typeof meta.audience === 'function' ? meta.audience(event) : meta.audience;
      const openfrom = meta.openFrom?.(event);
      // What is public goes out to all the world at once.
      if (openfrom !== undefined && audience === 'public')
        throw new TypeError(`${event.type} is public from the start`);
      // In the order of canonical JSON, so that nothing has to be sorted.
      const envelope: Envelope = {
        actor: meta.actor,
        audience,
        body: meta.body,
        causationid: meta.commandId,
        correlationid: meta.correlationId,
        data: event.data,
        datacontenttype: 'application/json',
        id: eventId(meta.division, meta.actor, meta.commandId, index),
        office: meta.office,
        onbehalfof: meta.onBehalfOf,
        openfrom,
        partitionkey: meta.division,
        sequence: String(firstRevision + index),
        source: catalogue.source(event.type),
        specversion: '1.0',
        subject: stream,
        time,
        type: catalogue.wireType(event.type),
      };
      return {
        envelope,
        name: event.type,
        toAppend: { id: envelope.id, type: envelope.type, bytes: encodeEnvelope(envelope), salt: drawSalt() },
      };
    });
  };
};

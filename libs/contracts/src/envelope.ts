import { z } from 'zod';

/** The widest circle that may ever read an event; never widened later. */
export const audiences = ['public', 'residents', 'members', 'committee', 'parties'] as const;
export type Audience = (typeof audiences)[number];

export const divisionCode = z.string().regex(/^\d{12}$/, '12 digits');
export const nationalDivision = '000000000000';

/**
 * CloudEvents 1.0 context attributes with our extensions, all strings (`sequence` too, as CloudEvents' sequence
 * extension has it). Attributes without a value are absent.
 */
export const envelopeSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.string(),
  type: z.string(),
  /** The stream. */
  subject: z.string(),
  /** Revision in the stream, decimal. */
  sequence: z.string().regex(/^(0|[1-9]\d*)$/),
  /** RFC 3339, UTC, milliseconds. */
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  /** Code of the owning division: decides the division log. */
  partitionkey: divisionCode,
  audience: z.enum(audiences),
  /** Id of the person who acted, or `system:<reaction>`. */
  actor: z.string(),
  /** Legal body concerned, and the office acted in. */
  body: z.string().optional(),
  office: z.string().optional(),
  /** The person for whom a helper acts. */
  onbehalfof: z.string().optional(),
  /** RFC 3339, UTC. Until then nobody but whoever acted is given it, however wide the audience; absent: from the start. */
  openfrom: z.iso.datetime().optional(),
  correlationid: z.string(),
  /** Id of the command. */
  causationid: z.string(),
  data: z.unknown(),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** An event as consumers see it: the envelope, its short name and its data in the latest version of the schema. */
export interface RecordedEvent<Name extends string = string, Data = unknown> extends Omit<Envelope, 'data'> {
  readonly name: Name;
  readonly data: Data;
  readonly position: bigint;
  readonly revision: number;
}

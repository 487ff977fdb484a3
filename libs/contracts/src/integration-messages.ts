import { z } from 'zod';
import { divisionCode } from './envelope.ts';

/** Kafka's topic for the events that a service writes. */
export const topicName = (service: string): string => `cunjian.${service}.v1`;

/** What stands in for an event that not everybody may read. */
export const withheldType = 'cunjian.integration.event-withheld.v1';

/** Base64 of 32 bytes. */
const hash = z.string().length(44);
const decimal = z.string().regex(/^(0|[1-9]\d*)$/);

/** A CloudEvent of ours about a sealed event that not everybody may read. Its `data` is the entry in the log, as it is. */
export const withheldEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid().describe('That of the event.'),
  source: z.literal('integration'),
  type: z.literal(withheldType),
  datacontenttype: z.literal('application/json'),
  partitionkey: divisionCode.describe('The owning division.'),
  data: z
    .object({
      commitment: hash.describe(
        'SHA-256(salt ‖ event), Base64. Who may read the event gets it, with its salt, from the log.',
      ),
      id: z.uuid(),
    })
    .describe('The entry in the log of the division: as canonical JSON (RFC 8785) it is what the leaf is the hash of.'),
});

/** Headers of every message, as text. */
export const messageHeaders = z.object({
  'content-type': z.literal('application/cloudevents+json'),
  'cunjian-log': z.string().describe('Origin of the log that the event is sealed in, as its checkpoints name it.'),
  'cunjian-index': decimal.describe('Index of its entry there.'),
  'cunjian-previous-index': decimal
    .optional()
    .describe('Index of the message before it of the same log in this topic; absent for the first.'),
  'cunjian-commitment': hash.describe('SHA-256(salt ‖ event), Base64: the entry is {"commitment","id"}.'),
  'cunjian-salt': hash.optional().describe('Base64. Of public events alone.'),
});
export type MessageHeaders = z.infer<typeof messageHeaders>;

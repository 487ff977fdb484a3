import { z } from 'zod';
import { contracts } from '../all.ts';
import { unsealedStreamPrefix } from '../audit.ts';
import { catalogue } from '../all.ts';
import type { EventContract } from '../catalogue.ts';
import { envelopeSchema } from '../envelope.ts';
import { messageHeaders, withheldEvent, withheldType } from '../integration-messages.ts';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** An event as integrators see it. */
export interface DocumentedEvent {
  readonly service: string;
  readonly name: string;
  /** With its version; names its schema's file. */
  readonly type: string;
  readonly describe: string;
  readonly contract: EventContract;
}

/** Events of the heads are of streams that are never sealed, so nobody is sent them. */
const isSealed = (name: string): boolean => !name.startsWith(unsealedStreamPrefix);

export const documentedEvents: readonly DocumentedEvent[] = Object.entries(contracts).flatMap(([service, events]) =>
  Object.entries<EventContract>(events)
    .filter(([name]) => isSealed(name))
    .map(([name, contract]) => ({
      service,
      name,
      type: catalogue.wireType(name),
      describe: contract.describe,
      contract,
    })),
);

// `input`: what is stored, and open to fields that a later release adds.
const schemaOf = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' });
const envelopeId = 'envelope.json';

const eventSchema = ({ type, service, describe, contract }: DocumentedEvent): JsonSchema => {
  const { $schema, ...data } = schemaOf(contract.data);
  return {
    ...($schema === undefined ? {} : { $schema }),
    $id: `${type}.json`,
    title: type,
    description: describe,
    allOf: [{ $ref: envelopeId }],
    type: 'object',
    properties: { type: { const: type }, source: { const: service }, data },
    required: ['type', 'source', 'data'],
  };
};

const titled = (id: string, description: string, schema: z.ZodType): JsonSchema => {
  const { $schema, ...rest } = schemaOf(schema);
  return { ...($schema === undefined ? {} : { $schema }), $id: id, description, ...rest };
};

/** JSON Schemas (2020-12) by their file's name. */
export const eventSchemas = (): ReadonlyMap<string, JsonSchema> =>
  new Map([
    [envelopeId, titled(envelopeId, 'Attributes of every event: CloudEvents 1.0, with extensions.', envelopeSchema)],
    ['headers.json', titled('headers.json', 'Headers of every message, as text.', messageHeaders)],
    [
      `${withheldType}.json`,
      titled(`${withheldType}.json`, 'Stands in for an event that not everybody may read.', withheldEvent),
    ],
    ...documentedEvents.map((event): [string, JsonSchema] => [`${event.type}.json`, eventSchema(event)]),
  ]);

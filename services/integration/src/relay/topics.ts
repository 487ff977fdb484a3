import type { contracts } from '@cunjian/contracts';
import { topicName } from '@cunjian/contracts/integration-messages';

/** A topic as it should be. */
export interface Topic {
  readonly name: string;
  /** Never changed: a division's messages are in order because all of them go to one partition. */
  readonly partitions: number;
  readonly config: Readonly<Record<string, string>>;
}

const retentionDays = 90;
const dayMs = 86_400_000;
/** Of a batch of messages to one partition; an event has at most 900,000 bytes. */
export const maxTopicMessageBytes = 1_048_588;

const config = {
  'cleanup.policy': 'delete',
  // Who has missed more begins anew with an export of the logs: Kafka is not the source of truth.
  'retention.ms': String(retentionDays * dayMs),
  // A relay begun on a store of years sends events that are older than the retention: it counts from their arrival.
  'message.timestamp.type': 'LogAppendTime',
  'max.message.bytes': String(maxTopicMessageBytes),
} as const;

const partitionsOf: Readonly<Record<keyof typeof contracts, number>> = {
  registry: 12,
  publication: 12,
  consultation: 12,
  audit: 3,
  integration: 3,
};

/** One for each service that writes events. */
export const topics: readonly Topic[] = Object.entries(partitionsOf).map(([service, partitions]) => ({
  name: topicName(service),
  partitions,
  config,
}));

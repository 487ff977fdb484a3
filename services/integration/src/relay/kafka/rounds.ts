import type { Message } from '../publisher.ts';
import { maxTopicMessageBytes } from '../topics.ts';
import { partitionOf } from './partition-of.ts';

/** kafkajs makes one batch of all that goes to a partition, which a broker refuses where it is larger than one may be. */
const maxBatchBytes = 1_000_000;
/** Of what stands around a message, roughly. */
const framingBytes = 64;

export interface RecordToSend {
  readonly key: string;
  readonly value: Buffer;
  readonly headers: Record<string, string>;
  readonly partition: number;
}
/** By topic. */
export type Round = ReadonlyMap<string, readonly RecordToSend[]>;

const sizeOf = ({ key, value, headers }: Message): number => {
  let bytes = framingBytes + key.length + value.length;
  for (const name in headers) bytes += 4 + name.length + (headers[name]?.length ?? 0);
  return bytes;
};

/** What may be sent at a time, one round after the other, in order. Throws for a message that no broker would take. */
export const roundsOf = (
  messages: readonly Message[],
  partitionsOf: (topic: string) => number,
  maxBytes = maxBatchBytes,
): readonly Round[] => {
  const rounds: Map<string, RecordToSend[]>[] = [];
  let round = new Map<string, RecordToSend[]>();
  let sizes = new Map<string, number>();
  for (const message of messages) {
    const { topic, key, value, headers } = message;
    const bytes = sizeOf(message);
    if (bytes > maxTopicMessageBytes) throw new Error(`a message of ${bytes} bytes is larger than ${topic} takes`);
    const partition = partitionOf(key, partitionsOf(topic));
    const place = `${topic}/${partition}`;
    const before = sizes.get(place) ?? 0;
    if (before > 0 && before + bytes > maxBytes) {
      rounds.push(round);
      round = new Map();
      sizes = new Map();
    }
    sizes.set(place, (sizes.get(place) ?? 0) + bytes);
    const records = round.get(topic) ?? [];
    if (records.length === 0) round.set(topic, records);
    const view = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    records.push({ key, value: view, headers: { ...headers }, partition });
  }
  if (round.size > 0) rounds.push(round);
  return rounds;
};

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Consumer, ConsumerRunConfig, EachMessagePayload, KafkaMessage } from 'kafkajs';
import { follow } from '../examples/consumer-sample.ts';
import { lastTakenIn } from '../examples/last-taken.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cunjian-sample-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** What is read from a broker that knows the group's offset: messages of these indexes, each after the one before. */
const consumerOf = (indexes: readonly number[]) => ({
  run: async ({ eachMessage }: ConsumerRunConfig = {}): Promise<void> => {
    for (const index of indexes) {
      const headers = {
        'cunjian-log': 'cunjian.test/division/330302001201',
        'cunjian-index': String(index),
        ...(index === 0 ? {} : { 'cunjian-previous-index': String(index - 1) }),
      };
      const message: Pick<KafkaMessage, 'headers' | 'value'> = {
        headers,
        value: Buffer.from(JSON.stringify({ id: `event-${index}` })),
      };
      await eachMessage?.({ topic: 'cunjian.publication.v1', message } as EachMessagePayload);
    }
  },
});

/** One life of the sample's process: what it took, and where it said that something is missing. */
const live = async (indexes: readonly number[]) => {
  const taken: string[] = [];
  const gaps: unknown[] = [];
  await follow(consumerOf(indexes) as Consumer, {
    take: async ({ id }) => void taken.push(id),
    fill: async (...gap) => void gaps.push(gap),
    last: lastTakenIn(join(folder, 'taken.sqlite')),
  });
  return { taken, gaps };
};

it('goes on after a restart where it was, and tells a repeat and a gap from what is new', async () => {
  expect(await live([0, 1, 2])).toEqual({ taken: ['event-0', 'event-1', 'event-2'], gaps: [] });
  expect(await live([3, 4])).toEqual({ taken: ['event-3', 'event-4'], gaps: [] });
  expect(await live([3, 4, 5])).toEqual({ taken: ['event-5'], gaps: [] });
  const gap = ['cunjian.test/division/330302001201', 5, 8];
  expect(await live([8])).toEqual({ taken: ['event-8'], gaps: [gap] });
});

/**
 * A consumer that may be copied: node services/integration/examples/consumer-sample.ts 127.0.0.1:9092 taken.sqlite cunjian.publication.v1
 * It takes each event once and in order, whatever is sent again, and says where something is missing. Started again with the same
 * file it goes on where it was; with another one it begins at the beginning.
 */
import kafkajs, { type Consumer, type IHeaders } from 'kafkajs';
import { judge } from './chain-check.ts';
import { lastTakenIn, type LastTaken } from './last-taken.ts';

export interface Taking {
  /** A CloudEvent: the event, or what stands in for it where it is not public. */
  readonly take: (event: { readonly id: string; readonly type: string; readonly data: unknown }) => Promise<void>;
  /** Messages after `last` and before `index` are gone (retention): get them from the log, as `cunjian audit export` does. */
  readonly fill: (log: string, last: number | undefined, index: number) => Promise<void>;
  /** Index of the last taken, by topic and log. Keep it with what `take` writes, in one transaction. */
  readonly last: LastTaken;
}

const textOf = (headers: IHeaders | undefined, name: string): string | undefined => headers?.[name]?.toString();

/** Follows until the consumer is stopped. */
export const follow = (consumer: Consumer, { take, fill, last }: Taking): Promise<void> =>
  consumer.run({
    eachMessage: async ({ topic, message: { headers, value } }) => {
      const log = textOf(headers, 'cunjian-log') ?? '';
      const index = Number(textOf(headers, 'cunjian-index'));
      const previous = textOf(headers, 'cunjian-previous-index');
      const before = last.get(`${topic} ${log}`);
      const verdict = judge(index, previous === undefined ? undefined : Number(previous), before);
      if (verdict === 'repeat') return;
      if (verdict === 'gap') await fill(log, before, index);
      await take(JSON.parse(value?.toString() ?? '') as Parameters<Taking['take']>[0]);
      last.set(`${topic} ${log}`, index);
    },
  });

if (import.meta.main) {
  const [brokers = '127.0.0.1:9092', file = 'taken.sqlite', ...topics] = process.argv.slice(2);
  const kafka = new kafkajs.Kafka({ brokers: brokers.split(','), logLevel: kafkajs.logLevel.ERROR });
  const consumer = kafka.consumer({ groupId: `consumer-sample-${file}` });
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  await follow(consumer, {
    take: async (event) => console.log(JSON.stringify(event)),
    fill: async (log, before, index) => console.error(`${log}: nothing between ${before ?? 'the start'} and ${index}`),
    last: lastTakenIn(file),
  });
}

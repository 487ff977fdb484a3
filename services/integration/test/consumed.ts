import { createHash } from 'node:crypto';
import { expect } from '@jest/globals';
import { unsealedStreamPrefix } from '@cunjian/contracts';
import { messageHeaders, withheldEvent } from '@cunjian/contracts/integration-messages';
import type { EventReader } from '@cunjian/event-store';
import { entryOf } from '@cunjian/tlog';
import { judge } from '../examples/chain-check.ts';
import type { Message } from '../src/relay/publisher.ts';

const header = ({ headers }: Message, name: string): string => headers[name] ?? '';
export const logOf = (message: Message): string => header(message, 'cunjian-log');
export const indexOf = (message: Message): number => Number(header(message, 'cunjian-index'));

/** What a consumer that drops repeats has taken; throws at a gap. */
export const consume = (messages: readonly Message[]): Message[] => {
  const last = new Map<string, number>();
  return messages.filter((message) => {
    const [log, index] = [logOf(message), indexOf(message)];
    const key = `${message.topic} ${log}`;
    const previous = message.headers['cunjian-previous-index'];
    const verdict = judge(index, previous === undefined ? undefined : Number(previous), last.get(key));
    if (verdict === 'gap') throw new Error(`a gap before ${key} ${index}: ${previous} is not ${last.get(key)}`);
    if (verdict === 'new') last.set(key, index);
    return verdict === 'new';
  });
};

/** Entries of the division logs by origin and index, as the sealer would have them. */
export const entriesOf = async (
  store: Pick<EventReader, 'readAll' | 'head'>,
  deployment: string,
): Promise<ReadonlyMap<string, string>> => {
  const entries = new Map<string, string>();
  const sizes = new Map<string, number>();
  for (let after = 0n, end = await store.head(); after < end;) {
    const batch = await store.readAll({ after, limit: 1_000 });
    after = batch.position;
    for (const event of batch.events) {
      if (event.stream.startsWith(unsealedStreamPrefix)) continue;
      const { partitionkey } = JSON.parse(new TextDecoder().decode(event.bytes)) as { partitionkey: string };
      const index = sizes.get(partitionkey) ?? 0;
      sizes.set(partitionkey, index + 1);
      entries.set(`${deployment}/division/${partitionkey} ${index}`, new TextDecoder().decode(entryOf(event)));
    }
  }
  return entries;
};

/** From the value alone, as anybody would who has a message and the log. */
export const expectEntry = (message: Message, entries: ReadonlyMap<string, string>): void => {
  const entry = entries.get(`${logOf(message)} ${indexOf(message)}`) ?? 'no such entry';
  const value = JSON.parse(new TextDecoder().decode(message.value)) as { id: string; type: string; data: object };
  const salt = message.headers['cunjian-salt'];
  messageHeaders.strict().parse(message.headers);
  expect(entry).toContain(`"${header(message, 'cunjian-commitment')}"`);
  if (salt === undefined) {
    withheldEvent.strict().parse(value);
    expect(JSON.stringify(value.data)).toBe(entry);
    expect(Buffer.from(message.value).toString()).not.toMatch(/notice-|someone|公示/);
  } else {
    const hash = createHash('sha256').update(Buffer.from(salt, 'base64')).update(message.value).digest('base64');
    expect(entry).toBe(JSON.stringify({ commitment: hash, id: value.id }));
  }
};

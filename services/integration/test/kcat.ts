import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Message } from '../src/relay/publisher.ts';

const run = promisify(execFile);
const maxOutputBytes = 256 * 1024 * 1024;

interface Line {
  readonly topic: string;
  readonly key: string;
  readonly payload: string;
  readonly partition: number;
  /** Names and values in turn. */
  readonly headers: readonly string[];
}

/** All that a topic holds now, read by a client that has nothing to do with ours; of each division in the broker's order. */
export const readTopic = async (broker: string, topic: string): Promise<Message[]> => {
  const { stdout } = await run('kcat', ['-b', broker, '-C', '-t', topic, '-o', 'beginning', '-e', '-q', '-J'], {
    maxBuffer: maxOutputBytes,
  });
  return stdout.split('\n').flatMap((text) => {
    if (text === '') return [];
    const { key, payload, headers: pairs } = JSON.parse(text) as Line;
    const headers: Record<string, string> = {};
    for (let i = 0; i + 1 < pairs.length; i += 2) headers[pairs[i] ?? ''] = pairs[i + 1] ?? '';
    return [{ topic, key, value: Buffer.from(payload), headers }];
  });
};

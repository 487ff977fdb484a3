import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteEventStore } from '@cunjian/event-store/sqlite';
import { catalogue, readyEvent, streamOf } from './fixture.ts';
import { perSecond, takeTurns, withFolder, type Bench } from './harness.ts';

const total = 50_000;
const batch = 1_000;
const rounds = 5;

/** The stored bytes, parsed, and nothing else. */
const bareReplay = (file: string) => async (): Promise<number> => {
  const db = new DatabaseSync(file, { readOnly: true });
  const select = db.prepare('SELECT bytes FROM event ORDER BY position');
  const decoder = new TextDecoder();
  let seen = 0;
  const rate = await perSecond(total, () => {
    for (const { bytes } of select.iterate() as Iterable<{ bytes: Uint8Array }>)
      if ((JSON.parse(decoder.decode(bytes)) as { id?: string }).id !== undefined) seen++;
  });
  db.close();
  if (seen !== total) throw new Error(`${seen} of ${total} events`);
  return rate;
};

export const replayBench: Bench = {
  name: 'replay',
  run: () =>
    withFolder(async (folder) => {
      const file = join(folder, 'events.sqlite');
      const store = await openSqliteEventStore({ file });
      for (let first = 0; first < total; first += batch)
        await Promise.all(
          Array.from({ length: batch }, (_, i) => store.append(streamOf(first + i), 'none', [readyEvent(first + i)])),
        );
      const { bare, replay } = await takeTurns(rounds, {
        bare: bareReplay(file),
        replay: () =>
          perSecond(total, async () => {
            let seen = 0;
            let after = 0n;
            for (;;) {
              const { events, position } = await store.readAll({ after, limit: batch });
              if (position === after) break;
              for (const event of events) if (catalogue.decode(event).name === 'posting-recorded') seen++;
              after = position;
            }
            if (seen !== total) throw new Error(`${seen} of ${total} events`);
          }),
      });
      await store.close();
      const reference = { name: 'bare SELECT with JSON.parse', value: bare };
      const what = 'replay of $all, parsed';
      return [{ what, value: replay, unit: 'events/s', better: 'more', reference, wanted: { atLeast: 0.7 } }];
    }),
};

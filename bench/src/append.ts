import { join } from 'node:path';
import { createCommandHandler } from '@cunjian/event-store';
import { openSqliteEventStore } from '@cunjian/event-store/sqlite';
import { isRefused } from '@cunjian/kernel';
import { openForWriting } from '../../libs/event-store/src/sqlite/schema.ts';
import { catalogue, clock, meta, poster, posting, random, readyEvent, streamOf } from './fixture.ts';
import { perSecond, takeTurns, withCallers, withFolder, type Bench } from './harness.ts';

const callers = 1_000;
const callersText = callers.toLocaleString('en');
const total = 20_000;
const rounds = 5;
const ready = Array.from({ length: total }, (_, index) => readyEvent(index));
/** Commands as clients send them. */
const commands = Array.from({ length: total }, (_, index) => ({
  stream: streamOf(index),
  decider: poster,
  command: posting(index),
  meta: meta(),
}));

/** The same rows, indexes and pragmas; a transaction per 1,000 rows, in the calling thread. */
export const bareAppend = () =>
  withFolder(async (folder) => {
    const db = openForWriting({ file: join(folder, 'bare.sqlite'), busyTimeoutMs: 0, maxFileBytes: undefined });
    const insert = db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)');
    const rate = await perSecond(total, () => {
      for (let first = 0; first < total; first += callers) {
        db.exec('BEGIN IMMEDIATE');
        for (let index = first; index < first + callers; index++) {
          const event = ready[index];
          if (event === undefined) continue;
          insert.run(index + 1, streamOf(index), 0, event.id, event.type, event.salt, event.bytes);
        }
        db.exec('COMMIT');
      }
    });
    db.close();
    return rate;
  });

/** `count` callers, one event each, to as many streams. */
export const storeAppend = (count: number, events: number) =>
  withFolder(async (folder) => {
    const store = await openSqliteEventStore({ file: join(folder, 'events.sqlite') });
    const rate = await perSecond(events, () =>
      withCallers(count, events, async (index) => {
        const event = ready[index];
        if (event === undefined || isRefused(await store.append(streamOf(index), 'none', [event])))
          throw new Error(`event ${index} was refused`);
      }),
    );
    await store.close();
    return rate;
  });

export const handlerAppend = () =>
  withFolder(async (folder) => {
    const store = await openSqliteEventStore({ file: join(folder, 'events.sqlite') });
    const { handle } = createCommandHandler({ store, catalogue, random, clock });
    const rate = await perSecond(total, () =>
      withCallers(callers, total, async (index) => {
        const command = commands[index];
        if (command === undefined || isRefused(await handle(command))) throw new Error(`command ${index} was refused`);
      }),
    );
    await store.close();
    return rate;
  });

export const appendBench: Bench = {
  name: 'append',
  run: async () => {
    const { bare, store, handler } = await takeTurns(rounds, {
      bare: bareAppend,
      store: () => storeAppend(callers, total),
      handler: handlerAppend,
    });
    const reference = { name: `bare node:sqlite, ${callersText} a transaction`, value: bare };
    const rate = { unit: 'events/s', better: 'more', reference } as const;
    return [
      { what: `append, ${callersText} callers at once`, value: store, ...rate, wanted: { atLeast: 0.6 } },
      { what: 'the same from the command handler', value: handler, ...rate, wanted: { atLeast: 0.3 } },
    ];
  },
};

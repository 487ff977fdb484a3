import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { getSQLiteEventStore } from '@event-driven-io/emmett-sqlite';
import { storeAppend } from './append.ts';
import { posting, streamOf } from './fixture.ts';
import { perSecond, takeTurns, withFolder, type Bench } from './harness.ts';

const inSequence = 1_000;
const atOnce = 1_000;
const rounds = 3;

const emmettIn = (folder: string) => getSQLiteEventStore({ fileName: join(folder, 'emmett.sqlite') });
type Emmett = ReturnType<typeof emmettIn>;
const appendOne = (store: Emmett, index: number) =>
  store.appendToStream(streamOf(index), [{ type: 'posting-recorded', data: { ...posting(index) } }]);

/** One caller, one event at a time, as the package comes. */
const emmettInSequence = () =>
  withFolder(async (folder) => {
    const store = emmettIn(folder);
    // The first call makes the schema.
    await appendOne(store, inSequence);
    return perSecond(inSequence, async () => {
      for (let index = 0; index < inSequence; index++) await appendOne(store, index);
    });
  });

/** What emmett says to 1,000 calls under way at once, and what is in its file afterwards. */
const emmettAtOnce = () =>
  withFolder(async (folder) => {
    const store = emmettIn(folder);
    await appendOne(store, atOnce);
    const results = await Promise.allSettled(Array.from({ length: atOnce }, (_, index) => appendOne(store, index)));
    const errors = new Map<string, number>();
    for (const result of results)
      if (result.status === 'rejected') {
        const message = result.reason instanceof Error ? result.reason.message : String(result.reason);
        errors.set(message, (errors.get(message) ?? 0) + 1);
      }
    const db = new DatabaseSync(join(folder, 'emmett.sqlite'), { readOnly: true });
    const stored = Number(db.prepare('SELECT count(*) AS count FROM emt_messages').get()?.['count']) - 1;
    db.close();
    return { acknowledged: results.filter(({ status }) => status === 'fulfilled').length, stored, errors };
  });

export const emmettBench: Bench = {
  name: 'emmett',
  run: async () => {
    const { emmett, sequence, callers } = await takeTurns(rounds, {
      emmett: emmettInSequence,
      sequence: () => storeAppend(1, inSequence),
      callers: () => storeAppend(1_000, 20_000),
    });
    const { acknowledged, stored, errors } = await emmettAtOnce();
    const messages = [...errors].map(([message, count]) => `${count} × ${message}`).join('; ');
    console.error(
      `emmett-sqlite, ${atOnce} callers at once: ${acknowledged} acknowledged, ${stored} in the file; ${messages || 'no error'}`,
    );
    const reference = { name: 'emmett-sqlite 0.38.5, one caller in sequence', value: emmett };
    const ownReference = { name: 'acknowledged', value: acknowledged };
    return [
      { what: 'append, 1,000 callers at once', value: callers, unit: 'events/s', reference, wanted: { atLeast: 20 } },
      { what: 'append, one caller in sequence', value: sequence, unit: 'events/s', reference, wanted: { atLeast: 3 } },
      {
        what: 'emmett-sqlite: stored of 1,000 callers at once',
        value: stored,
        unit: 'events',
        reference: ownReference,
      },
    ];
  },
};

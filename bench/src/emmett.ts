import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { getSQLiteEventStore } from '@event-driven-io/emmett-sqlite';
import { storeAppend } from './append.ts';
import { posting, streamOf } from './fixture.ts';
import { perSecond, takeTurns, withFolder, type Bench } from './harness.ts';

const inSequence = 1_000;
const rounds = 3;

const emmettIn = (folder: string) => getSQLiteEventStore({ fileName: join(folder, 'emmett.sqlite') });
type Emmett = ReturnType<typeof emmettIn>;
const appendOne = (store: Emmett, index: number) =>
  store.appendToStream(streamOf(index), [{ type: 'posting-recorded', data: { ...posting(index) } }]);

/** Its connection sets a pragma without waiting for it, so now and then a commit finds it busy and fails. */
let failedInSequence = 0;
const appendUntilDone = async (store: Emmett, index: number): Promise<void> => {
  try {
    await appendOne(store, index);
  } catch {
    failedInSequence++;
    if (failedInSequence > inSequence) throw new Error('emmett-sqlite fails more often than it appends');
    await appendUntilDone(store, index);
  }
};

/** One caller, one event at a time, as the package comes. */
const emmettInSequence = () =>
  withFolder(async (folder) => {
    const store = emmettIn(folder);
    // It prints each failure as it throws it; they are counted above.
    const { log } = console;
    console.log = () => undefined;
    // The first call makes the schema.
    await appendUntilDone(store, inSequence);
    const rate = await perSecond(inSequence, async () => {
      for (let index = 0; index < inSequence; index++) await appendUntilDone(store, index);
    });
    console.log = log;
    return rate;
  });

/** What emmett says to 1,000 calls under way at once, and what is in its file afterwards. */
const emmettAtOnce = () =>
  withFolder(async (folder) => {
    const file = join(folder, 'emmett.sqlite');
    const script = fileURLToPath(new URL('emmett-at-once.ts', import.meta.url));
    const output = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', script, file], {
      encoding: 'utf8',
      timeout: 90_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { acknowledged, errors } = JSON.parse(output.split('\n').at(-1) ?? '') as {
      acknowledged: number;
      errors: Record<string, number>;
    };
    const db = new DatabaseSync(file);
    const stored = Number(db.prepare('SELECT count(*) AS count FROM emt_messages').get()?.['count']) - 1;
    db.close();
    return { acknowledged, stored, errors: Object.entries(errors) };
  });

export const emmettBench: Bench = {
  name: 'emmett',
  run: async () => {
    const { emmett, sequence, callers } = await takeTurns(rounds, {
      emmett: emmettInSequence,
      sequence: () => storeAppend(1, inSequence),
      callers: () => storeAppend(1_000, 20_000),
    });
    console.error(`emmett-sqlite, one caller in sequence: ${failedInSequence} appends failed and were tried again`);
    const { acknowledged, stored, errors } = await emmettAtOnce();
    const messages = errors.map(([message, count]) => `${count} × ${message}`).join('; ');
    console.error(
      `emmett-sqlite, 1,000 callers at once: ${acknowledged} acknowledged, ${stored} in the file; ${messages || 'no error'}`,
    );
    const reference = { name: 'emmett-sqlite 0.38.5, one caller in sequence', value: emmett };
    const rate = { unit: 'events/s', better: 'more', reference } as const;
    const ownReference = { name: 'acknowledged', value: acknowledged };
    return [
      { what: 'append, 1,000 callers at once', value: callers, ...rate, wanted: { atLeast: 20 } },
      { what: 'append, one caller in sequence', value: sequence, ...rate, wanted: { atLeast: 3 } },
      {
        what: 'emmett-sqlite: stored of 1,000 callers at once',
        value: stored,
        unit: 'events',
        better: 'more',
        reference: ownReference,
      },
    ];
  },
};

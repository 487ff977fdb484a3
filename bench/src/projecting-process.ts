import { openSqliteEventReader } from '@cunjian/event-store/sqlite';
import { runProjections } from '@cunjian/processing';
import { openSqliteReadModelStore } from '@cunjian/read-model/sqlite';
import { clock } from './fixture.ts';
import { catalogue, disclosures } from './projecting-events.ts';

/** Builds the read model of a store from zero in a process of its own, so that its memory can be told. Arguments: store, read model. */
const [file = '', readModels = ''] = process.argv.slice(2);
const reader = openSqliteEventReader({ file });
const store = openSqliteReadModelStore(readModels);
const done = new AbortController();
const start = performance.now();
await runProjections({
  reader,
  store,
  catalogue,
  projections: [disclosures],
  clock,
  signal: done.signal,
  onStatus: ({ state, failure }) => {
    if (failure !== undefined) throw new Error(failure.error);
    if (state === 'live') done.abort();
  },
});
const events = Number(await reader.head());
await store.close();
await reader.close();
const eventsPerSecond = (events * 1_000) / (performance.now() - start);
console.log(JSON.stringify({ eventsPerSecond, maxResidentMiB: process.resourceUsage().maxRSS / 1_024 }));

/** 1,000 emmett appends under way at once, in a process of its own because it throws errors nobody can catch; prints what came of them. */
import { getSQLiteEventStore } from '@event-driven-io/emmett-sqlite';
import { posting, streamOf } from './fixture.ts';

const [fileName = ''] = process.argv.slice(2);
const atOnce = 1_000;
const errors: Record<string, number> = {};
const count = (error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  errors[message] = (errors[message] ?? 0) + 1;
};
process.on('unhandledRejection', count).on('uncaughtException', count);

const store = getSQLiteEventStore({ fileName });
const append = (index: number) =>
  store.appendToStream(streamOf(index), [{ type: 'posting-recorded', data: { ...posting(index) } }]);
// The first call makes the schema.
await append(atOnce);
let acknowledged = 0;
const calls = Array.from({ length: atOnce }, (_, index) => append(index).then(() => acknowledged++, count));
// Some calls may never be answered.
await Promise.race([Promise.all(calls), new Promise((resolve) => setTimeout(resolve, 60_000))]);
process.stdout.write(JSON.stringify({ acknowledged, errors }), () => process.exit());

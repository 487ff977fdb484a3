import { parseArgs } from 'node:util';
import { startEventStoreDbDouble } from './double.ts';
import { machineClock } from './machine-clock.ts';

const usage = 'usage: node libs/testing/src/eventstoredb-double/main.ts --port 2113 --dir data/eventstoredb-double';

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

const { values } = parseArgs({
  options: { port: { type: 'string' }, dir: { type: 'string' }, 'max-append-size': { type: 'string' } },
});
const port = Number(values.port ?? NaN);
if (!Number.isInteger(port) || port < 0 || port > 65_535 || values.dir === undefined) fail(usage);
const maxAppendBytes = Number(values['max-append-size'] ?? NaN);

try {
  const double = await startEventStoreDbDouble({
    port,
    folder: values.dir ?? '',
    clock: machineClock,
    nodeEnv: process.env['NODE_ENV'],
    ...(Number.isInteger(maxAppendBytes) ? { maxAppendBytes } : {}),
  });
  console.log(`ready: EventStoreDB double (no database) at ${double.connectionString}`);
  // For chaos tests: what a broken network does.
  process.on('SIGUSR2', () => double.disconnectAll());
  const stop = () => void double.stop().then(() => process.exit(0));
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

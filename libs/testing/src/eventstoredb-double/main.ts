import { parseArgs } from 'node:util';
import { defaultMaxAppendBytes, startEventStoreDbDouble } from './double.ts';
import { machineClock } from './machine-clock.ts';

const usage =
  'usage: node libs/testing/src/eventstoredb-double/main.ts --port 2113 --dir data/eventstoredb-double [--max-append-size 1048576]';

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

const readArguments = () => {
  try {
    const {
      port,
      dir,
      'max-append-size': maxAppendSize,
    } = parseArgs({
      options: { port: { type: 'string' }, dir: { type: 'string' }, 'max-append-size': { type: 'string' } },
    }).values;
    const given = {
      port: Number(port),
      folder: dir ?? '',
      maxAppendBytes: Number(maxAppendSize ?? defaultMaxAppendBytes),
    };
    const isPort = Number.isInteger(given.port) && given.port >= 0 && given.port <= 65_535;
    return isPort && given.folder !== '' && given.maxAppendBytes > 0 ? given : fail(usage);
  } catch {
    return fail(usage);
  }
};

try {
  const double = await startEventStoreDbDouble({
    ...readArguments(),
    clock: machineClock,
    nodeEnv: process.env['NODE_ENV'],
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

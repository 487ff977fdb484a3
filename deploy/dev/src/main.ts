/** `node deploy/dev/src/main.ts kafka --dir data/kafka --port 9092`: starts a pinned server and stops it on Ctrl-C. */
import { parseArgs } from 'node:util';
import { startDistributed, startEventStoreDbDouble, startKafka, startMongodbStandIn } from './index.ts';

const report = (line: string): void => console.error(line);
const servers = {
  distributed: async (options: { readonly dir: string; readonly port?: number }) => {
    const started = await startDistributed({ ...options, report });
    return { address: started.url, stop: started.stop };
  },
  'eventstoredb-double': startEventStoreDbDouble,
  kafka: startKafka,
  'mongodb-stand-in': startMongodbStandIn,
};
const usage = `usage: node deploy/dev/src/main.ts ${Object.keys(servers).join('|')} [--dir <folder>] [--port <port>]`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { dir: { type: 'string' }, port: { type: 'string' } },
});
const [name = ''] = positionals;
const start = servers[name as keyof typeof servers];
if (start === undefined) {
  console.error(usage);
  process.exit(2);
}
const { dir = `data/${name}`, port } = values;
report(`${name} is starting in ${dir}`);
const server = await start({ dir, ...(port === undefined ? {} : { port: Number(port) }) });
console.log(server.address);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());

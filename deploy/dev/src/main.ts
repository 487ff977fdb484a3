/** `node deploy/dev/src/main.ts kafka --dir data/kafka --port 9092`: starts a pinned server and stops it on Ctrl-C. */
import { parseArgs } from 'node:util';
import { startKafka, startMongodbStandIn } from './index.ts';

const servers = { kafka: startKafka, 'mongodb-stand-in': startMongodbStandIn };
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
console.error(`${name} is starting in ${dir}`);
const server = await start({ dir, ...(port === undefined ? {} : { port: Number(port) }) });
console.log(server.address);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());

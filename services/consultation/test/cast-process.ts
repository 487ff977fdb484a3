/**
 * The casting of a deployment as a process that can be killed: `node cast-process.ts <data folder>` takes ballots by
 * `POST /<ballot>` on the port that it prints, and gives what is in the box by `GET /<ballot>`.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRefused } from '@cunjian/kernel';
import { createServiceRuntime } from '@cunjian/service-kit';
import { openSecretRooms } from '../src/secret/secret-rooms.ts';

const [, , dataDir = ''] = process.argv;
const clock = { now: () => Date.parse('2026-04-11T12:00:00.000Z'), sleep: () => Promise.resolve() };
const runtime = await createServiceRuntime({ dataDir, service: 'consultation', clock });
const rooms = await openSecretRooms({ runtime, dataDir, deployment: 'cunjian.test' });

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
};

const answer = async (request: IncomingMessage): Promise<unknown> => {
  const ballot = (request.url ?? '').slice(1);
  if (request.method === 'GET') return rooms.box.page(ballot, undefined, 1_000_000);
  const answered = await rooms.casting.cast(ballot, await textOf(request));
  return isRefused(answered) ? answered.refused : answered.receipt;
};

const server = createServer((request, response) => {
  answer(request).then(
    (value) => response.end(JSON.stringify(value)),
    () => response.destroy(),
  );
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));

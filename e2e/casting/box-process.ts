/**
 * What takes secret ballots in a deployment, as a process that can be killed: `node box-process.ts <data folder>` serves the
 * gateway's `POST /ballot-box` on the port that it prints. `GET /held` answers with the hashes of what is in the box,
 * `GET /usage` with the processor's time, in seconds.
 */
import type { AddressInfo } from 'node:net';
import { wireConsultation } from '@cunjian/consultation/consultation.module';
import { openSecretRooms } from '@cunjian/consultation/secret/secret-rooms';
import { ballotBoxRoutes } from '@cunjian/gateway/http/ballot-box';
import { ballotHashOf } from '@cunjian/secret-ballot';
import { createServiceRuntime } from '@cunjian/service-kit';
import express from 'express';
import { createFakeRegistry } from '../../services/consultation/test/registry.ts';
import { ballotOfVote } from '../../services/consultation/test/secret-vote.ts';

const pageBallots = 1_000;
const [, , dataDir = ''] = process.argv;
const clock = { now: () => Date.parse('2026-04-11T12:00:00.000Z'), sleep: () => Promise.resolve() };
const runtime = await createServiceRuntime({ dataDir, service: 'consultation', clock });
const secret = await openSecretRooms({ runtime, dataDir, deployment: 'cunjian.test' });
const { router } = wireConsultation({ runtime, registry: createFakeRegistry(), secret });

const held = async (): Promise<readonly string[]> => {
  const hashes: string[] = [];
  for (let after: string | undefined; ;) {
    const page = await secret.box.page(ballotOfVote, after, pageBallots);
    if (page.length === 0) return hashes;
    hashes.push(...(await Promise.all(page.map(({ text }) => ballotHashOf(text)))));
    after = page.at(-1)?.tokenHash;
  }
};

const app = express();
app.use(ballotBoxRoutes({ consultation: router }));
app.get('/held', async (_, response) => void response.json(await held()));
app.get('/usage', (_, response) => {
  const { user, system } = process.cpuUsage();
  response.json((user + system) / 1_000_000);
});
const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});

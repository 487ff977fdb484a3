import { join } from 'node:path';
import { startEventStoreDbDouble, type EventStoreDbDouble } from '@cunjian/testing/eventstoredb-double';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { freePort, serviceProcesses } from '../../test/service-process.ts';
import { systemClock } from '../system.ts';

jest.setTimeout(60_000);

const processes = serviceProcesses();
beforeEach(processes.open);
afterEach(processes.close);

const startDouble = (port: number): Promise<EventStoreDbDouble> =>
  startEventStoreDbDouble({
    ...{ folder: join(processes.folder(), 'events'), port, clock: systemClock, nodeEnv: 'test' },
  });

it('answers while what it needs is away, says what it waits for, and goes on when that is there', async () => {
  const port = await freePort();
  const service = await processes.start({ CUNJIAN_EVENTSTOREDB: `esdb://admin:hunter2@127.0.0.1:${port}?tls=false` });

  const [status, detail] = await service.until('opening the event store: ');
  expect([status, detail]).toEqual([503, expect.stringContaining('event store: it does not answer')]);
  expect(detail).not.toContain('127.0.0.1');
  expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
  expect((await fetch(`${service.url}/health/started`)).status).toBe(503);

  const double = await startDouble(port);
  expect((await service.until('waiting until the registry'))[0]).toBe(503);

  expect(await service.stop()).toBe(0);
  await double.stop();
  for (const line of service.lines) expect(JSON.parse(line)).toMatchObject({ process: 'audit' });
  expect(service.lines.join()).not.toContain('hunter2');
});

it('says that it waits for MongoDB where that is away, and stops when it is told to', async () => {
  const double = await startDouble(0);
  const service = await processes.start({
    CUNJIAN_EVENTSTOREDB: double.connectionString,
    CUNJIAN_MONGODB: `mongodb://cunjian:hunter2@127.0.0.1:${await freePort()}/?serverSelectionTimeoutMS=100`,
  });

  const [status, detail] = await service.until('opening the read models: ');
  expect([status, detail]).toEqual([503, expect.stringContaining('MongoDB does not answer')]);
  expect(detail).not.toContain('127.0.0.1');
  expect((await fetch(`${service.url}/health/live`)).status).toBe(200);

  expect(await service.stop()).toBe(0);
  await double.stop();
  expect(service.lines.join()).not.toContain('hunter2');
});

import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { startEventStoreDbDouble } from '@cunjian/testing/eventstoredb-double';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { systemClock } from '../src/system.ts';
import { freePort, serviceProcesses } from './service-process.ts';

jest.setTimeout(60_000);

/** The stand-in of deploy/dev, or a real one. */
const mongoDb = process.env['CUNJIAN_TEST_MONGODB'];
const processes = serviceProcesses();
beforeAll(processes.open);
afterAll(processes.close);

if (mongoDb === undefined) {
  process.stdout.write('skipped: a start without MongoDB (set CUNJIAN_TEST_MONGODB)\n');
  it('has no server to run on', () => expect(mongoDb).toBeUndefined());
} else
  it('starts a service that found no MongoDB as soon as there is one', async () => {
    const double = await startEventStoreDbDouble({
      ...{ folder: join(processes.folder(), 'events'), port: 0, clock: systemClock, nodeEnv: 'test' },
    });
    const { hostname, port: there } = new URL(mongoDb);
    const away = new URL(mongoDb);
    const port = await freePort();
    away.host = `127.0.0.1:${port}`;
    away.searchParams.set('directConnection', 'true');
    away.searchParams.set('serverSelectionTimeoutMS', '500');
    const service = await processes.start({
      CUNJIAN_EVENTSTOREDB: double.connectionString,
      CUNJIAN_MONGODB: away.href,
    });
    expect((await service.until('opening the read models: '))[0]).toBe(503);

    // It appears at the address that was there all the time.
    const server = createServer((near) => {
      const far = connect({ host: hostname, port: Number(there || 27_017) });
      for (const socket of [near, far]) socket.on('error', () => (near.destroy(), far.destroy()));
      near.pipe(far).pipe(near);
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect((await service.until('waiting until the registry'))[0]).toBe(503);

    expect(await service.stop()).toBe(0);
    server.close();
    await double.stop();
  });

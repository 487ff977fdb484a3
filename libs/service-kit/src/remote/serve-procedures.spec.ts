import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { visitor } from '@cunjian/access';
import { createFakeClock } from '@cunjian/testing';
import { expect, it, jest } from '@jest/globals';
import { createHealth } from '../health.ts';
import { createMetrics } from '../metrics.ts';
import { createProcedures } from '../procedures.ts';
import { listen } from '../process/http.ts';
import { systemClock, systemRandom } from '../system.ts';
import { createServiceIdentity, serveProcedures } from './index.ts';

it('outlives a call of which the sender sends a part alone', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const identity = createServiceIdentity({
    ...{ service: 'registry', key: privateKey.export({ format: 'jwk' }) },
    keys: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'registry' }] },
    ...{ clock: systemClock, random: systemRandom },
  });
  const log = { warn: jest.fn(), error: jest.fn() };
  const { router } = createProcedures(async () => visitor);
  const serve = serveProcedures({ router: router({}), identity, callers: ['gateway'], log });
  const http = await listen({
    ...{ port: 0, host: '127.0.0.1', clock: createFakeClock() },
    ...{ health: createHealth(), metrics: createMetrics(), log },
  });
  const begun = Promise.withResolvers<{ ended: unknown }>();
  http.mount((request, response, next) => {
    begun.resolve({ ended: serve(request, response, next) });
  });
  const client = connect(Number(new URL(http.localUrl).port), '127.0.0.1');
  await once(client, 'connect');
  client.write('POST /call/read HTTP/1.1\r\nHost: cunjian.test\r\nContent-Length: 100\r\n\r\n{"0');
  const { ended } = await begun.promise;
  client.resetAndDestroy();
  await expect(ended).resolves.toBeUndefined();
  expect(log.error).not.toHaveBeenCalled();
  await http.close();
});

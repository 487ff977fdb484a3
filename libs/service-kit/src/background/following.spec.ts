import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventStoreDbDouble, type EventStoreDbDouble } from '@cunjian/testing/eventstoredb-double';
import { createFakeClock } from '@cunjian/testing';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { openSharedStores } from '../embedded.ts';
import { openEventReader } from '../engines.ts';
import { createLog } from '../log.ts';
import { systemClock, systemRandom } from '../system.ts';
import { startBackground } from './start-background.ts';
import { createStoreHealth } from './store-health.ts';

const module = `data:text/javascript,${encodeURIComponent(`
  export const background = {
    service: 'sample',
    projections: [{ name: 'nothing', version: 1, events: [], indexes: [], keys: () => [], evolve: () => undefined }],
    reactions: [],
  };
`)}`;

let folder = '';
let double: EventStoreDbDouble;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cunjian-following-'));
  const options = { folder: join(folder, 'events'), port: 0, clock: systemClock, nodeEnv: 'test' };
  double = await startEventStoreDbDouble(options);
});
afterEach(async () => {
  await double.stop();
  await rm(folder, { recursive: true });
});

it('is told in health by the thread that follows', async () => {
  const dataDir = join(folder, 'main');
  const engines = { eventStoreDb: double.connectionString };
  const shared = await openSharedStores({ dataDir, engines, log: createLog({ level: 'silent' }) });
  const background = startBackground({
    ...{ shared, dataDir, engines, modules: [module], dispatchers: new Map() },
    ...{ deployment: 'cunjian.test', logLevel: 'silent' },
  });
  const until = async (wanted: (ok: boolean, detail: string) => boolean): Promise<void> => {
    for (;;) {
      const found = (await shared.health.ready()).checks.find(({ name }) => name === 'following');
      if (wanted(found?.ok ?? false, found?.detail ?? '')) return;
      await systemClock.sleep(20);
    }
  };
  await until((ok, detail) => ok && detail.includes('subscription live'));
  await double.stop();
  await until((ok, detail) => !ok && detail.includes('it goes on where it stood'));
  await background.stop();
  await shared.close();
});

it('is logged when it drops', async () => {
  const dropped = Promise.withResolvers<object>();
  const log = createLog({
    level: 'warn',
    destination: { write: (line) => dropped.resolve(JSON.parse(line) as object) },
  });
  const reader = await openEventReader({
    ...{ dataDir: folder, engines: { eventStoreDb: double.connectionString }, log },
    ...{ clock: systemClock, random: systemRandom },
  });
  const stopping = new AbortController();
  const following = (async () => {
    for await (const batch of reader.follow({ signal: stopping.signal, limit: 10 })) if (batch.position < 0n) return;
  })();
  while (!(await reader.health?.())?.detail.includes('live')) await systemClock.sleep(20);
  double.disconnectAll();
  expect(await dropped.promise).toMatchObject({ failures: 1, message: 'the subscription to the event store dropped' });
  stopping.abort();
  await following;
  await reader.close();
});

it('holds up nobody where the thread does not answer', async () => {
  /** The gateway gives up after 5 s on all that a service says of itself. */
  const heldUpMs = 4_000;
  const clock = createFakeClock();
  const health = createStoreHealth(clock);
  expect(await health.check()).toMatchObject({ ok: false, detail: 'the background thread does not run' });
  health.attach(() => undefined);
  const asked = health.check();
  await clock.advance(heldUpMs);
  expect(await asked).toMatchObject({ ok: false, serves: true, detail: 'the background thread does not answer' });
});

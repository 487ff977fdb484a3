import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededInteger } from '@cunjian/standalone/demo/seeded';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { topics } from '@cunjian/integration/relay/topics';
import { consume, entriesOf, expectEntry } from '../../services/integration/test/consumed.ts';
import { readTopic } from '../../services/integration/test/kcat.ts';
import { checkEvents, checkReceipts } from '../kill-9/checks.ts';
import { runDistributedDemo, type DistributedDeployment } from '../src/distributed.ts';
import { journeyMs, until } from '../src/until.ts';
import { startLoad, type Load } from './load.ts';
import { compareWithRebuilt } from './rebuilt.ts';

jest.setTimeout(journeyMs);

const seed = process.env['CUNJIAN_SEED'] ?? String(Date.now());
process.stdout.write(`chaos: CUNJIAN_SEED=${seed}\n`);
/** Commands that are acknowledged before the next thing falls: at another moment each time. */
const before = (what: string): number => seededInteger(`chaos ${seed} ${what}`, 1, 40);
const deployment = 'cunjian.localhost';

/** What integration says of itself. */
const integrationSays = async (): Promise<string> =>
  (await fetch(`${demo.system.urls.integration}/health/ready`)).text();

let demo: DistributedDeployment;
let load: Load;
beforeAll(async () => {
  demo = await runDistributedDemo({});
  load = await startLoad(demo.as);
});
afterAll(async () => {
  try {
    await load?.stop();
  } finally {
    await demo?.stop();
  }
});

describe('while people write and read', () => {
  it.each(['registry', 'publication', 'consultation', 'audit', 'integration'] as const)(
    '%s is killed; when it is there again, they go on',
    async (name) => {
      await load.acknowledged(before(name));
      await demo.system.processes.get(name)?.kill();
      // Some fall while it is away; who needs nothing of it goes on.
      if (name === 'publication' || name === 'audit') await load.unanswered(5);
      else await load.acknowledged(10);
      await demo.system.restart(name);
      await load.acknowledged(20);
    },
  );

  it('the gateway is killed; when it is there again, they go on', async () => {
    await load.acknowledged(before('gateway'));
    await demo.system.processes.get('gateway')?.kill();
    await load.unanswered(20);
    await demo.system.restart('gateway');
    await load.acknowledged(20);
  });

  it('Kafka is stopped for a while, which none of them notices', async () => {
    await load.acknowledged(before('kafka'));
    await demo.system.servers.get('kafka')?.stop();
    await load.acknowledged(60);
    await demo.system.restart('kafka');
    await load.acknowledged(20);
  });

  it('Kafka is stopped, and integration before Kafka is there again', async () => {
    await load.acknowledged(before('kafka and integration'));
    await demo.system.servers.get('kafka')?.stop();
    const serves = async (): Promise<boolean> => /^\{"ok":true.*relay failed/.test(await integrationSays());
    await until(serves, 'integration is ready, and says that the relay failed');
    // Meanwhile it has tried anew, and failed again.
    await load.acknowledged(60);
    await demo.system.processes.get('integration')?.stop();
    await demo.system.restart('kafka');
    await demo.system.restart('integration');
    await load.acknowledged(20);
  });

  it('all connections to the event store drop, again and again', async () => {
    for (let times = 0; times < 5; times++) {
      await load.acknowledged(before(`connections ${times}`));
      demo.system.servers.get('eventStoreDb')?.signal('SIGUSR2');
    }
    await load.acknowledged(20);
  });

  it('the event store is killed; when it is there again, they go on', async () => {
    await load.acknowledged(before('event store'));
    await demo.system.servers.get('eventStoreDb')?.kill();
    await load.unanswered(10);
    await demo.system.restart('eventStoreDb');
    await load.acknowledged(20);
  });
});

describe('when all of it stands again', () => {
  beforeAll(async () => {
    await load.stop();
    await demo.settle();
  });

  it('no acknowledged command is lost, none happened twice, and all stand in the order in which they were answered', async () => {
    expect(await checkEvents(demo.events, load.writers)).toBeGreaterThan(0);
    const acknowledged = load.writers.map((writer) => writer.acknowledged.length);
    expect(Math.min(...acknowledged)).toBeGreaterThan(0);
  });

  it('every receipt is kept, in a log that verifies', async () => {
    await demo.advanceHeads();
    await checkReceipts(demo.url, await demo.as('auditor'), load.writers);
  });

  it('read models on MongoDB are those that SQLite makes of the same events, document by document', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cunjian-chaos-'));
    try {
      const { documents, differences } = await compareWithRebuilt(demo.events, demo.system.addresses.mongoDb, folder);
      expect(differences).toEqual([]);
      expect(documents).toBeGreaterThan(1_000);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('an independent consumer of Kafka finds every chain of previous indexes whole, up to the leaves of the logs', async () => {
    await demo.settle();
    const entries = await entriesOf(demo.events, deployment);
    let taken = 0;
    for (const { name } of topics) {
      const messages = consume(await readTopic(demo.system.addresses.kafka, name));
      for (const message of messages) expectEntry(message, entries);
      taken += messages.length;
    }
    expect(taken).toBe(entries.size);
  });
});

import { hash } from 'node:crypto';
import { join } from 'node:path';
import { createSealer } from '@cunjian/audit/sealing/sealer';
import type { Batch, StoredEvent } from '@cunjian/event-store';
import { divisionEvents } from './division-events.ts';
import { perSecond, takeTurns, withFolder, type Bench } from './harness.ts';

const total = 100_000;
const batchEvents = 5_000;
const divisions = 3_756;
const rounds = 3;

const batchesOf = (events: readonly StoredEvent[]): Batch[] => {
  const batches: Batch[] = [];
  for (let first = 0; first < events.length; first += batchEvents) {
    const part = events.slice(first, first + batchEvents);
    batches.push({ events: part, position: part.at(-1)?.position ?? 0n });
  }
  return batches;
};

const sealing = (batches: readonly Batch[], count: number) => (): Promise<number> =>
  withFolder(async (folder) => {
    const sealer = createSealer({ file: join(folder, 'logs.sqlite'), deployment: 'bench.example' });
    await sealer.open();
    const rate = await perSecond(count, async () => {
      for (const batch of batches) await sealer.take(batch, false);
    });
    sealer.close();
    return rate;
  });

/** What has to be hashed in any case: the event with its salt, one call each. */
const bareHash = (events: readonly StoredEvent[]) => {
  const inputs = events.map(({ salt, bytes }) => Buffer.concat([salt, bytes]));
  return (): Promise<number> =>
    perSecond(inputs.length, () => {
      for (const input of inputs) hash('sha256', input, 'buffer');
    });
};

export const sealingBench: Bench = {
  name: 'sealing',
  run: async () => {
    const one = divisionEvents(total, 1);
    const many = divisionEvents(divisions, divisions);
    const { bare, single, all } = await takeTurns(rounds, {
      bare: bareHash(one),
      single: sealing(batchesOf(one), total),
      all: sealing(batchesOf(many), divisions),
    });
    const reference = { name: 'SHA-256 of event and salt, bare', value: bare };
    return [
      {
        what: `sealing one division, batches of ${batchEvents.toLocaleString('en')}`,
        value: single,
        unit: 'events/s',
        better: 'more',
        reference,
        wanted: { atLeast: 0.25 },
      },
      {
        what: `sealing ${divisions.toLocaleString('en')} divisions, one event each`,
        value: all,
        unit: 'events/s',
        better: 'more',
        note: `${Math.round((divisions / all) * 1000)} ms in all`,
      },
    ];
  },
};

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { rollUpKey, rollUpSpec, type RollUp } from '@cunjian/processing';
import { openSqliteReadModelReader } from '@cunjian/read-model/sqlite';
import { takeTurns, withFolder, type Bench } from './harness.ts';
import { bucket, disclosures, writeEvents } from './projecting-events.ts';

const few = 10_000;
const many = 1_000_000;
const text = (count: number): string => count.toLocaleString('en');
const readsPerRound = 2_000;
/** The process gets the heap of a thread that shares the standalone process's memory with others. */
const heap = ['--max-old-space-size=192', '--max-semi-space-size=16'];

interface Built {
  readonly readModels: string;
  readonly eventsPerSecond: number;
  readonly maxResidentMiB: number;
}

const build = (folder: string, events: number): Built => {
  const file = join(folder, `events-${events}.sqlite`);
  const readModels = join(folder, `read-models-${events}.sqlite`);
  writeEvents(file, events);
  const script = join(import.meta.dirname, 'projecting-process.ts');
  const output = execFileSync(process.execPath, [
    ...heap,
    '--disable-warning=ExperimentalWarning',
    script,
    file,
    readModels,
  ]);
  return { readModels, ...(JSON.parse(output.toString()) as Omit<Built, 'readModels'>) };
};

/** Microseconds of one read of the province's statistics. */
const provinceReader = ({ readModels }: Built) => {
  const reader = openSqliteReadModelReader(readModels);
  const statistics = reader.collection<RollUp>(rollUpSpec(disclosures));
  const key = rollUpKey('330000000000', bucket);
  const measure = async () => {
    const start = performance.now();
    for (let read = 0; read < readsPerRound; read++)
      if ((await statistics.get([key])).get(key) === undefined) throw new Error('the province has no statistics');
    return ((performance.now() - start) * 1_000) / readsPerRound;
  };
  return { measure, close: () => reader.close() };
};

export const projectingBench: Bench = {
  name: 'projecting',
  run: () =>
    withFolder(async (folder) => {
      const small = build(folder, few);
      const large = build(folder, many);
      const [ofFew, ofMany] = [provinceReader(small), provinceReader(large)];
      const times = await takeTurns(9, { few: ofFew.measure, many: ofMany.measure });
      await ofFew.close();
      await ofMany.close();
      const { eventsPerSecond, maxResidentMiB } = large;
      return [
        {
          what: `projecting with four roll-up levels from zero, ${text(many)} events`,
          value: eventsPerSecond,
          unit: 'events/s',
          better: 'more',
          wanted: { atLeast: 30_000 },
        },
        {
          what: 'memory of the process that projected them, at most',
          value: maxResidentMiB,
          unit: 'MiB',
          better: 'less',
          wanted: { atMost: 400 },
        },
        {
          what: `a province's statistics, ${text(many)} events`,
          value: times.many,
          unit: 'µs',
          better: 'less',
          reference: { name: `${text(few)} events`, value: times.few },
          wanted: { atMost: 1.3 },
        },
      ];
    }),
};

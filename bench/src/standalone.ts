import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { prepareDeployment, startDeployment, type Deployment } from './deployment.ts';
import { withFolder, type Bench, type Figure } from './harness.ts';
import { percentile } from './load.ts';
import { enter, measureCommands, reading, slowestSeal } from './standalone-load.ts';
import { writeHistory } from './village-history.ts';

const minHistory = 1_000_000;
const idleProbes = 10;
/** Until the code of a read is compiled; as long before either of the two that are compared. */
const warmUpMs = 10_000;
const readForMs = 30_000;
const maxCatchUpMs = 600_000;

/** Lets the next start build all read models anew beside the live ones, as a release that raises their versions does; but for those of access. */
const raiseVersions = (dataDir: string): void => {
  const folder = join(dataDir, 'read-models');
  for (const service of ['registry', 'publication']) {
    const db = new DatabaseSync(join(folder, `${service}.sqlite`));
    db.exec("UPDATE model SET version = 0 WHERE name NOT LIKE 'access-%'");
    db.close();
  }
};

interface Idle {
  readonly figures: readonly Figure[];
  readonly p99: number;
}

const measureIdle = async ({ client }: Deployment): Promise<Idle> => {
  const clerk = await enter(client, 'clerk');
  const villager = await enter(client, 'villager');
  await reading(client, villager, warmUpMs);
  const p99 = percentile(await reading(client, villager, readForMs), 0.99);
  const idle = await slowestSeal(client, clerk, (probe) => probe >= idleProbes);
  const what = 'an event is in its log, idle, at most after';
  return {
    p99,
    figures: [
      { what, value: idle / 1_000, unit: 's', better: 'less', wanted: { atMost: 1 } },
      ...(await measureCommands(client, clerk)),
    ],
  };
};

const measureProjecting = async (deployment: Deployment, events: string, idleP99: number): Promise<Figure[]> => {
  const { client } = deployment;
  const clerk = await enter(client, 'clerk');
  const villager = await enter(client, 'villager');
  let isOver = false;
  const projected = deployment.untilReady(maxCatchUpMs).finally(() => (isOver = true));
  const readMeanwhile = async () => {
    await reading(client, villager, warmUpMs, () => isOver);
    return reading(client, villager, readForMs, () => isOver);
  };
  const [times, slowest, projectedMs] = await Promise.all([
    readMeanwhile(),
    slowestSeal(client, clerk, () => isOver),
    projected,
  ]);
  return [
    {
      what: `gateway p99 while ${events} events are being projected`,
      value: percentile(times, 0.99),
      unit: 'ms',
      better: 'less',
      reference: { name: 'the same idle', value: idleP99 },
      wanted: { atMost: 2 },
      note: `${times.length} reads of a disclosure at 50 a second; projected in ${Math.round(projectedMs / 1_000)} s`,
    },
    {
      what: 'an event is in its log, while they are being projected, at most after',
      value: slowest / 1_000,
      unit: 's',
      better: 'less',
      wanted: { atMost: 60 },
    },
  ];
};

/** Of a process that has projected the whole history and then taken as many commands as one did before it. */
const memoryFigure = ({ now, peak }: { readonly now: number; readonly peak: number }): Figure => ({
  what: 'memory of the standalone process after all this, resident',
  value: now,
  unit: 'MiB',
  better: 'less',
  wanted: { atMost: 400 },
  note: `at most ${Math.round(peak)} MiB meanwhile`,
});

export const standaloneBench: Bench = {
  name: 'standalone',
  run: () =>
    withFolder(async (folder) => {
      const running = async <T>(use: (deployment: Deployment) => Promise<T>): Promise<T> => {
        const deployment = await startDeployment(folder);
        try {
          return await use(deployment);
        } finally {
          await deployment.stop();
        }
      };
      prepareDeployment();
      await running((deployment) => deployment.untilReady(maxCatchUpMs));
      const written = writeHistory(join(folder, 'events.sqlite'), minHistory);
      const events = written.toLocaleString('en');
      const { caughtUpMs, idle } = await running(async (deployment) => {
        const caughtUpMs = await deployment.untilReady(maxCatchUpMs);
        return { caughtUpMs, idle: await measureIdle(deployment) };
      });
      raiseVersions(folder);
      return running(async (deployment) => {
        const projecting = await measureProjecting(deployment, events, idle.p99);
        await measureCommands(deployment.client, await enter(deployment.client, 'clerk'));
        return [
          {
            what: `catching up with ${events} events in one thread: all read models, reactions and the sealer`,
            value: (written * 1_000) / caughtUpMs,
            unit: 'events/s',
            better: 'more',
          },
          ...idle.figures,
          ...projecting,
          memoryFigure(deployment.residentMiB()),
        ];
      });
    }),
};

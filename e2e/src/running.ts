import { rm } from 'node:fs/promises';
import { startStandalone, type Standalone } from '@cunjian/standalone';
import type { Config } from '@cunjian/standalone/config';
import { createActors, signIn, type Actors } from './actors.ts';
import { preparedData } from './prepared-data.ts';
import { testConfig } from './test-config.ts';

const lookEveryMs = 10;
const maxSettleMs = 60_000;

export interface Running {
  readonly url: string;
  readonly dataDir: string;
  readonly standalone: Standalone;
  readonly as: Actors;
  /** The same account signed in once more. */
  readonly anotherTab: Actors;
  /** Until every read model, reaction and log is level with the store, and nobody writes any more. */
  settle(): Promise<void>;
  /** Shows everybody what has been sealed so far. */
  advanceHeads(): Promise<void>;
  stop(): Promise<void>;
}

/** The whole system in this process on `dataDir`. */
export const run = async (dataDir: string, config: Partial<Config> = {}): Promise<Running> => {
  const standalone = await startStandalone({ ...testConfig(dataDir), ...config }, () => undefined);
  const { url, background, shared, services } = standalone;
  const settle = async (): Promise<void> => {
    const until = performance.now() + maxSettleMs;
    for (let quiet = 0; quiet < 2;) {
      const head = await shared.store.head();
      const statuses = background.statuses();
      const level =
        statuses.length > 0 &&
        statuses.every(({ status }) => status.behindSince === undefined && status.position >= head);
      quiet = level && (await shared.store.head()) === head ? quiet + 1 : 0;
      if (performance.now() > until) throw new Error(`not level after ${maxSettleMs} ms: ${describe(statuses)}`);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  };
  return {
    url,
    dataDir,
    standalone,
    as: createActors(url),
    anotherTab: (account) => signIn(url, account),
    settle,
    advanceHeads: async () => {
      await settle();
      await services.audit.wired.advanceHeads();
      await settle();
    },
    stop: () => standalone.stop(),
  };
};

const describe = (statuses: ReturnType<Standalone['background']['statuses']>): string =>
  statuses
    .filter(({ status }) => status.state !== 'live')
    .map(({ service, status: { name, state, failure } }) => `${service}/${name} ${state} ${failure?.error ?? ''}`)
    .join('; ');

/** The same on a folder of its own with the demo's year in it; `stop` removes the folder. */
export const runDemo = async (config: Partial<Config> = {}): Promise<Running> => {
  const dataDir = await preparedData();
  const running = await run(dataDir, config);
  return {
    ...running,
    stop: async () => {
      await running.stop();
      await rm(dataDir, { recursive: true });
    },
  };
};

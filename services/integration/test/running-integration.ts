import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { visitor, type Caller } from '@cunjian/access';
import { catalogue, type Audience, type RegistryEvent } from '@cunjian/contracts';
import { openSqliteEventReader } from '@cunjian/event-store/sqlite';
import { isRefused, refuse, type Clock, type Decider, type Refused } from '@cunjian/kernel';
import {
  createLog,
  createServiceRuntime,
  dataLayout,
  runInBackground,
  systemClock,
  type BackgroundService,
  type ResolveCaller,
} from '@cunjian/service-kit';
import { openReadModelStore } from '@cunjian/service-kit/engines';
import { createSeededRandom } from '@cunjian/testing';
import type { Send } from '../src/delivery/http-sender.ts';
import { createPlacesSink } from '../src/feed/places.ts';
import { placesStore } from '../src/feed/places-store.ts';
import { wireIntegration } from '../src/integration.module.ts';
import { projections } from '../src/projections.ts';

export const county = '330326000000';
export const village = '330326101201';
export const neighbour = '330326101202';
export const elsewhere = '520329102001';
export const deployment = 'cunjian.test';

/** Real time for what stores and sockets need, and a leap where a test lets days pass. */
export const createLeapingClock = () => {
  let offsetMs = 0;
  const leaps = new Set<() => void>();
  const clock: Clock = {
    now: () => systemClock.now() + offsetMs,
    sleep: async (ms, signal) => {
      const until = clock.now() + ms;
      while (clock.now() < until && signal?.aborted !== true) {
        const leapt = new AbortController();
        const wake = (): void => leapt.abort();
        leaps.add(wake);
        const either = signal === undefined ? leapt.signal : AbortSignal.any([signal, leapt.signal]);
        await systemClock.sleep(until - clock.now(), either);
        leaps.delete(wake);
      }
    },
  };
  return {
    ...clock,
    leap: (ms: number): void => {
      offsetMs += ms;
      for (const wake of [...leaps]) wake();
    },
  };
};

const integratorOffice = { kind: 'integrator', body: `${county}-gov`, division: county } as const;
const term = { from: '2000-01-01', to: '2999-12-31' };

const asIntegrator = (account: string, person: string): Caller => {
  const acting = { office: `office-${account}`, ...integratorOffice, ...term };
  return { ...visitor, account, person, offices: [acting], acting };
};
export const callers = (): Map<string, Caller> =>
  new Map<string, Caller>([
    ['integrator', asIntegrator('integrator', 'p-integrator')],
    ['other', asIntegrator('other', 'p-other')],
    [
      'villager',
      {
        ...visitor,
        account: 'villager',
        person: 'p-villager',
        residencies: [{ division: village, kind: 'registered' }],
      },
    ],
    [
      'auditor',
      {
        ...asIntegrator('auditor', 'p-auditor'),
        acting: { office: 'office-auditor', kind: 'auditor', body: `${county}-gov`, division: county, ...term },
      },
    ],
  ]);

const writer: Decider<RegistryEvent, null, RegistryEvent> = {
  initialState: null,
  decide: (event) => [event],
  evolve: () => null,
};

const background = (places: 'kept' | 'lost'): BackgroundService => ({
  service: 'integration',
  projections,
  reactions: [],
  openSinks: async (context) => {
    if (places === 'lost') return [];
    const store = await openReadModelStore(context, placesStore);
    return [{ ...createPlacesSink(store), close: () => store.close() }];
  },
});
/** Whether the read models that say who somebody is are fresh. */
interface Access {
  is: 'yes' | 'stale';
  turnedAway: number;
}
const turnAway = (access: Access): Refused => {
  access.turnedAway++;
  return refuse('access.stale', { lagSeconds: 100, limitSeconds: 60 });
};

const writtenBy = { actor: 'p-clerk', correlationId: 'test' };

interface Written {
  readonly audience?: Audience;
  readonly division?: string;
  /** RFC 3339. */
  readonly openFrom?: string;
}

export interface IntegrationOptions {
  readonly send?: Send;
  readonly folder?: string;
  readonly webhookNetworks?: readonly string[];
  /** Knows who calls, where the account is none of `callers`. */
  readonly others?: ResolveCaller;
  /** `lost`: deleted, and not being found out anew yet. */
  readonly places?: 'kept' | 'lost';
}

/** The service on files, with what audit seals taken as sealed at once. */
export const startIntegration = async ({
  send,
  folder,
  webhookNetworks = ['127.0.0.1/32'],
  others,
  places = 'kept',
}: IntegrationOptions = {}) => {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'cunjian-integration-')));
  if (places === 'lost') await rm(dataLayout(dataDir).readModels(placesStore), { force: true });
  const clock = createLeapingClock();
  const log = createLog({ service: 'test', level: 'fatal' });
  const known = callers();
  const access: Access = { is: 'yes', turnedAway: 0 };
  const resolveCaller = async ({ account }: { account?: string | undefined }): Promise<Caller | Refused> => {
    if (access.is === 'stale') return turnAway(access);
    if (account === undefined) return visitor;
    if (others !== undefined && !known.has(account)) return others({ account, correlationId: 'test' });
    return known.get(account) ?? refuse('access.office-not-held', { office: 'none' });
  };
  const opened = await createServiceRuntime({ dataDir, service: 'integration', clock, log });
  const runtime = { ...opened, resolveCaller };
  const wired = await wireIntegration(runtime, { dataDir, deployment, webhookNetworks, ...(send && { send }) });
  const stopping = new AbortController();
  const { signal } = stopping;
  const events = openSqliteEventReader({ file: dataLayout(dataDir).events });
  const loops = Promise.all([
    wired.run?.(signal),
    runInBackground(background(places), {
      ...{ dataDir, deployment, events, catalogue, clock, random: runtime.random, log, signal },
      dispatch: async () => 'done',
      onStatus: ({ failure }) => {
        if (failure !== undefined) process.stderr.write(`${JSON.stringify(failure)}\n`);
      },
    }),
  ]);
  const random = createSeededRandom(7);
  const write = async (event: RegistryEvent, { audience = 'public', division = village, openFrom }: Written = {}) => {
    const handled = await runtime.handle({
      stream: `written-${runtime.random.uuid()}`,
      decider: writer,
      command: event,
      meta: { ...writtenBy, commandId: runtime.random.uuid(), division, audience, openFrom: () => openFrom },
    });
    if (isRefused(handled)) throw new Error(handled.refused[0].code);
    return handled.events[0]?.id ?? '';
  };
  const stop = async (): Promise<void> => {
    stopping.abort();
    await loops;
    await wired.close?.();
    await events.close();
    await runtime.close();
  };
  return {
    runtime,
    router: wired.router,
    clock,
    callers: known,
    dataDir,
    accessIs: (state: 'yes' | 'stale') => void (access.is = state),
    /** How many calls met rights that are not known. */
    turnedAway: () => access.turnedAway,
    newId: () => random.uuid(),
    as: (account?: string) =>
      wired.router.createCaller({ account, office: account && `office-${account}`, correlationId: 'test' }),
    /** An event of the registry, whatever it says. */
    write,
    rename: (name: string, options?: Written) =>
      write(
        {
          type: 'division-renamed',
          data: { code: options?.division ?? village, name, formerly: '某村', list: 'list-1' },
        },
        options,
      ),
    stop,
    close: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
export type RunningIntegration = Awaited<ReturnType<typeof startIntegration>>;

import { Worker } from 'node:worker_threads';
import { lagMs, type Dispatch } from '@cunjian/processing';
import { Gauge } from '../metrics.ts';
import type { SharedStores } from '../runtime.ts';
import { systemClock } from '../system.ts';
import type { BackgroundData, FromBackground, ServiceStatus, ToBackground } from './protocol.ts';
import { createStoreHealth } from './store-health.ts';

/**
 * What the thread's heap may take. V8 lets a heap grow as far as it may before it tidies up: without a bound, catching up
 * on 200,000 events took 730 MB, with it 380 MB at the same pace.
 */
const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 24 };
const maxStopMs = 10_000;
const minRestartDelayMs = 1_000;
const maxRestartDelayMs = 60_000;

export interface Background {
  /** The latest of every projection, reaction and other sink, by service and name. */
  statuses(): readonly ServiceStatus[];
  stop(): Promise<void>;
}

export interface BackgroundOptions extends BackgroundData {
  readonly shared: SharedStores;
  /** By service. */
  readonly dispatchers: ReadonlyMap<string, Dispatch>;
}

/** Starts the thread, and starts it again, ever later, where it ends without having been told to. */
export const startBackground = (options: BackgroundOptions): Background => {
  const { shared, dispatchers, ...rest } = options;
  const { clock, log, rightOfWay } = shared;
  const data: BackgroundData = { ...rest, rightOfWayCell: rightOfWay.cell };
  const statuses = new Map<string, ServiceStatus>();
  const stopping = new AbortController();
  const storeHealth = createStoreHealth(systemClock);
  let crash: string | undefined;

  const answer = async (message: Extract<FromBackground, { kind: 'dispatch' }>): Promise<ToBackground> => {
    const { id, service, command } = message;
    const { type, commandId, correlationId, dueAt } = command;
    try {
      const dispatch = dispatchers.get(service);
      if (dispatch === undefined) throw new Error(`${service} carries out no commands of reactions`);
      // The thread reads a clock of its own. What is refused as too early is lost; what fails is dispatched again.
      if (dueAt !== undefined && clock.now() < Date.parse(dueAt)) throw new Error(`it is due at ${dueAt}, not yet`);
      return { kind: 'answer', id, answer: await dispatch(command) };
    } catch (error) {
      log.error({ err: error, service, command: type, commandId, correlationId }, 'a reaction failed');
      return { kind: 'failed', id, error: String(error) };
    }
  };

  const runOnce = (): Promise<void> =>
    new Promise((resolve) => {
      const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: data, resourceLimits });
      const post = (message: ToBackground): void => worker.postMessage(message);
      const stop = (): void => {
        post({ kind: 'stop' });
        void clock.sleep(maxStopMs, ended.signal).then(async () => {
          if (!ended.signal.aborted) await worker.terminate();
        });
      };
      const ended = new AbortController();
      storeHealth.attach(post);
      worker.on('message', (message: FromBackground) => {
        if (message.kind === 'dispatch') void answer(message).then(post);
        else if (message.kind === 'store-health') storeHealth.take(message);
        else for (const entry of message.statuses) statuses.set(`${entry.service} ${entry.status.name}`, entry);
      });
      worker.on('error', (error) => {
        crash = String(error);
        log.error({ err: error }, 'the background thread failed');
      });
      worker.on('exit', () => {
        ended.abort();
        storeHealth.attach(undefined);
        stopping.signal.removeEventListener('abort', stop);
        resolve();
      });
      stopping.signal.addEventListener('abort', stop);
    });

  const run = async (): Promise<void> => {
    for (let delayMs = minRestartDelayMs; ; delayMs = Math.min(delayMs * 2, maxRestartDelayMs)) {
      await runOnce();
      if (stopping.signal.aborted) return;
      crash ??= 'it ended by itself';
      statuses.clear();
      await clock.sleep(delayMs, stopping.signal);
      if (stopping.signal.aborted) return;
      crash = undefined;
    }
  };

  const running = run();
  if (data.engines?.eventStoreDb !== undefined) shared.health.register('following', storeHealth.check);
  observe(shared, statuses, () => crash);
  return {
    statuses: () => [...statuses.values()],
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};

const howFar = ({ service, status: { name, state, position, head, failure } }: ServiceStatus): string =>
  `${service}/${name} ${state === 'failed' ? `failed: ${failure?.error}` : `is at ${position} of ${head}`}`;

/** A failed or lagging read model stops that one alone; `/health/ready` and `/metrics` name it. */
const observe = (
  { health, metrics, clock }: SharedStores,
  statuses: ReadonlyMap<string, ServiceStatus>,
  crash: () => string | undefined,
): void => {
  health.register('processing', async () => {
    const crashed = crash();
    if (crashed !== undefined)
      return { ok: false, detail: `the background thread failed and is started again: ${crashed}` };
    if (statuses.size === 0) return { ok: false, detail: 'starting' };
    const behind = [...statuses.values()].filter(({ status: { state } }) => state !== 'live');
    if (behind.length > 0) {
      const check = { ok: false, detail: behind.map(howFar).join('; ') };
      return behind.every(({ status: { serves } }) => serves) ? { ...check, serves: true } : check;
    }
    const built = [...statuses.values()].flatMap(({ service, status: { name, building } }) =>
      building === undefined ? [] : [`${service}/${name} is built anew, at ${building.position} of ${building.head}`],
    );
    return built.length === 0 ? { ok: true } : { ok: true, detail: built.join('; ') };
  });
  new Gauge({
    name: 'cunjian_processing_position',
    help: 'How far a read model, reaction or sealer has seen the store',
    labelNames: ['service', 'name'],
    registers: [metrics],
    collect() {
      for (const { service, status } of statuses.values())
        this.set({ service, name: status.name }, Number(status.position));
    },
  });
  new Gauge({
    name: 'cunjian_processing_lag_seconds',
    help: 'Since when a read model, reaction or sealer has not been level with the store',
    labelNames: ['service', 'name'],
    registers: [metrics],
    collect() {
      for (const { service, status } of statuses.values())
        this.set({ service, name: status.name }, lagMs(status, clock.now()) / 1000);
    },
  });
};

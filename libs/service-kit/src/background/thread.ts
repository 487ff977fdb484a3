/**
 * Entry of the one background thread of a process: keeps the read models of its services level with the store, seals events
 * and runs reactions, so that none of it holds up the event loop that answers requests. Nothing of the services' APIs is
 * loaded there.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { catalogue } from '@cunjian/contracts';
import { shareReading, type Dispatch } from '@cunjian/processing';
import { openEventReader } from '../engines.ts';
import type { Check } from '../health.ts';
import { createLog } from '../log.ts';
import { runInBackground, type BackgroundService } from '../run-in-background.ts';
import { createRightOfWay } from '../right-of-way.ts';
import { createSharedClock } from '../shared-clock.ts';
import { systemClock, systemRandom } from '../system.ts';
import { startTracing } from '../tracing/start-tracing.ts';
import { giveWay } from './give-way.ts';
import type { BackgroundData, FromBackground, ServiceStatus, ToBackground } from './protocol.ts';

/** Statuses change with every batch; they are posted at most this often. */
const statusIntervalMs = 100;

const port = parentPort;
if (port === null) throw new Error('this is the entry of a worker thread');
giveWay();
const post = (message: FromBackground): void => port.postMessage(message);

const {
  modules,
  dataDir,
  engines,
  deployment,
  logLevel,
  clockCell,
  rightOfWayCell,
  tracing: traced,
} = workerData as BackgroundData;
const clock = clockCell === undefined ? systemClock : createSharedClock(clockCell);
const rightOfWay = createRightOfWay(rightOfWayCell);
const log = createLog({ process: 'background', level: logLevel });
const tracing = traced && (await startTracing(traced, log));
const stopping = new AbortController();

const latest = new Map<string, ServiceStatus>();
const report = (entry: ServiceStatus): void => {
  const first = latest.size === 0;
  latest.set(`${entry.service} ${entry.status.name}`, entry);
  if (first) void systemClock.sleep(statusIntervalMs, stopping.signal).then(flush);
};
const flush = (): void => {
  post({ kind: 'status', statuses: [...latest.values()] });
  latest.clear();
};

const waiting = new Map<
  number,
  { resolve: (answer: Awaited<ReturnType<Dispatch>>) => void; reject: (error: Error) => void }
>();
let lastId = 0;
const dispatchFor =
  (service: string): Dispatch =>
  (command) =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      post({ kind: 'dispatch', id, service, command });
    });

let healthOfStore: () => Promise<Omit<Check, 'name'>> = async () => ({ ok: false, detail: 'starting' });

port.on('message', (message: ToBackground) => {
  if (message.kind === 'stop') {
    stopping.abort();
    // The main thread answers nothing any more; what was dispatched is dispatched again after the next start.
    for (const { reject } of waiting.values()) reject(new Error('the process stops'));
    return;
  }
  if (message.kind === 'store-health') {
    const { id } = message;
    void healthOfStore().then((health) => post({ kind: 'store-health', id, health }));
    return;
  }
  const waiter = waiting.get(message.id);
  waiting.delete(message.id);
  if (message.kind === 'answer') waiter?.resolve(message.answer);
  else waiter?.reject(new Error(message.error));
});

const backgroundServices = await Promise.all(
  modules.map(async (url) => ((await import(url)) as { readonly background: BackgroundService }).background),
);
const events = await openEventReader({ dataDir, engines, clock, random: systemRandom, log });
healthOfStore = events.health ?? (async () => ({ ok: true }));
// Before any has begun, so that nothing counts as level with the store because it has not said otherwise.
for (const { service, projections, reactions } of backgroundServices)
  for (const { name } of [...projections, ...reactions])
    report({
      service,
      status: { name, version: 0, state: 'catching-up', position: 0n, head: 0n, eventsPerSecond: 0 },
    });
const shared = shareReading(events, catalogue);
const context = {
  dataDir,
  engines,
  deployment,
  events: shared.reader,
  catalogue: shared.catalogue,
  clock,
  random: systemRandom,
};
try {
  await Promise.all(
    backgroundServices.map((service) =>
      runInBackground(service, {
        ...context,
        log: log.child({ service: service.service }),
        signal: stopping.signal,
        giveWay: rightOfWay.giveWay,
        dispatch: dispatchFor(service.service),
        onStatus: (status) => report({ service: service.service, status }),
      }),
    ),
  );
} finally {
  await events.close();
  await tracing?.stop();
  port.close();
}

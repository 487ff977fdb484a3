import { Worker } from 'node:worker_threads';
import { refuse, type Refused } from '@cunjian/kernel';
import { duplicateEventId, type Appended } from '../port.ts';
import { createAppendQueue, type QueueLimits, type Waiting } from './append-queue.ts';
import {
  duplicateId,
  packGroup,
  wrongRevision,
  type AppendRequest,
  type FromWriter,
  type ToWriter,
  type Written,
} from './protocol.ts';
import type { WriterOptions } from './schema.ts';

/** Groups at the writer: one being written, one that follows without a pause. */
const maxGroupsInFlight = 2;

/** How long the requests of one turn gather while the writer has nothing to do. */
const maxGatherMs = 4;

export interface Writer {
  append(request: AppendRequest): Promise<Appended | Refused>;
  /** Writes what is waiting, then closes the file. */
  close(): Promise<void>;
}

const settle = (requests: readonly Waiting[], written: Written): void =>
  requests.forEach(({ stream, expected, resolve, reject }, i) => {
    const position = written.positions[i] ?? wrongRevision;
    const revision = written.revisions[i] ?? -1;
    if (position > 0) resolve({ position: BigInt(position), revision });
    else if (position === duplicateId) reject(duplicateEventId(stream));
    else resolve(refuse('store.wrong-revision', { stream, expected, actual: revision === -1 ? 'none' : revision }));
  });

/** The calling thread's half: what is waiting goes to the writer's thread as one group; meanwhile the next one gathers. */
const connect = (worker: Worker, file: string, limits: QueueLimits) => {
  const queue = createAppendQueue(limits);
  const inFlight: (readonly Waiting[])[] = [];
  const opened = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  let flushing = false;
  let gatheringSince = 0;
  let closing = false;
  let failure: Error | undefined;

  const send = (message: ToWriter, transfer: readonly ArrayBuffer[] = []) => worker.postMessage(message, transfer);

  const flush = (): void => {
    flushing = false;
    while (!queue.isEmpty() && inFlight.length < maxGroupsInFlight) {
      const { requests, events, bytes } = queue.takeGroup();
      const group = packGroup(requests, bytes, events);
      // A pending append keeps the process alive; an idle store does not.
      worker.ref();
      inFlight.push(requests);
      send({ group }, [group.payload.buffer]);
    }
    if (closing && queue.isEmpty() && inFlight.length === 0) send('close');
  };
  /** After the current turn, so that everything asked for in it goes as one group, unless the turn is long and the writer idle. */
  const flushSoon = (): void => {
    if (!flushing) {
      setImmediate(flush);
      flushing = true;
      gatheringSince = performance.now();
    } else if (inFlight.length === 0 && performance.now() - gatheringSince > maxGatherMs) flush();
  };

  const fail = (error: Error): void => {
    failure ??= error;
    for (const { reject } of [...inFlight.splice(0).flat(), ...queue.takeAll()]) reject(failure);
    opened.reject(failure);
    closed.resolve();
  };
  const receive = (message: FromWriter): void => {
    if (message === 'ready') return opened.resolve();
    if ('failed' in message) return fail(new Error(message.failed));
    const requests = inFlight.shift() ?? [];
    if ('written' in message) settle(requests, message.written);
    else if ('full' in message) for (const { resolve } of requests) resolve(refuse('store.full'));
    else for (const { reject } of requests) reject(new Error(message.locked));
    if (!queue.isEmpty() || closing) flushSoon();
    else if (inFlight.length === 0) worker.unref();
  };
  worker.on('message', receive);
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error(`event store ${file} is closed`)));

  return {
    opened: opened.promise,
    append: (request: AppendRequest): Promise<Appended | Refused> =>
      new Promise((resolve, reject) => {
        if (failure !== undefined || closing) return reject(failure ?? new Error(`event store ${file} is closed`));
        const bytes = request.events.reduce((sum, event) => sum + event.bytes.length, 0);
        if (!queue.offer({ ...request, bytes, resolve, reject })) return resolve(refuse('store.busy'));
        if (inFlight.length < maxGroupsInFlight) flushSoon();
      }),
    close: (): Promise<void> => {
      if (!closing && failure === undefined) {
        closing = true;
        worker.ref();
        flushSoon();
      }
      return closed.promise;
    },
  };
};

/** Resolves when the file is open; throws, with what to do, where it cannot be. */
export const startWriter = async (options: WriterOptions, limits: QueueLimits): Promise<Writer> => {
  const worker = new Worker(new URL('./writer-thread.ts', import.meta.url), { workerData: options });
  const { opened, append, close } = connect(worker, options.file, limits);
  await opened;
  worker.unref();
  return { append, close };
};

import { Worker } from 'node:worker_threads';
import { refuse, type Refused } from '@cunjian/kernel';
import type { Appended } from '../port.ts';
import { packGroup, type AppendRequest, type FromWriter, type ToWriter, type Written } from './protocol.ts';
import type { WriterOptions } from './schema.ts';

export interface QueueLimits {
  readonly maxQueuedEvents: number;
  readonly maxQueuedBytes: number;
  readonly maxGroupEvents: number;
  readonly maxGroupBytes: number;
}

/** Groups at the writer: one being written, one that follows without a pause. */
const maxGroupsInFlight = 2;

interface Waiting extends AppendRequest {
  readonly bytes: number;
  readonly resolve: (result: Appended | Refused) => void;
  readonly reject: (error: Error) => void;
}

export interface Writer {
  append(request: AppendRequest): Promise<Appended | Refused>;
  /** Writes what is waiting, then closes the file. */
  close(): Promise<void>;
}

/** The calling thread's half: what is waiting goes to the writer's thread as one group, and waits meanwhile. */
export const startWriter = async (options: WriterOptions, limits: QueueLimits): Promise<Writer> => {
  const worker = new Worker(new URL('./writer-thread.ts', import.meta.url), { workerData: options });
  const inFlight: Waiting[][] = [];
  let queue: Waiting[] = [];
  let queuedEvents = 0;
  let queuedBytes = 0;
  let flushing = false;
  let failure: Error | undefined;
  let onReady: () => void = () => undefined;
  let onClosed: () => void = () => undefined;
  let onIdle: (() => void) | undefined;
  const ready = new Promise<void>((resolve) => (onReady = resolve));
  const closed = new Promise<void>((resolve) => (onClosed = resolve));

  /** The longest run of requests within the bounds of a group, at least one. */
  const takeGroup = (): { requests: Waiting[]; events: number; bytes: number } => {
    let events = 0;
    let bytes = 0;
    let taken = 0;
    for (const request of queue) {
      if (taken > 0 && events + request.events.length > limits.maxGroupEvents) break;
      if (taken > 0 && bytes + request.bytes > limits.maxGroupBytes) break;
      events += request.events.length;
      bytes += request.bytes;
      taken++;
    }
    const requests = taken === queue.length ? queue : queue.slice(0, taken);
    queue = taken === queue.length ? [] : queue.slice(taken);
    queuedEvents -= events;
    queuedBytes -= bytes;
    return { requests, events, bytes };
  };

  const flush = (): void => {
    flushing = false;
    while (queue.length > 0 && inFlight.length < maxGroupsInFlight && failure === undefined) {
      const { requests, events, bytes } = takeGroup();
      const group = packGroup(requests, bytes, events);
      // A pending append keeps the process alive; an idle store does not.
      if (inFlight.length === 0) worker.ref();
      inFlight.push(requests);
      worker.postMessage({ group } satisfies ToWriter, [group.payload.buffer]);
    }
  };
  // After the current turn, so that everything asked for in it goes as one group.
  const flushSoon = (): void => {
    if (flushing) return;
    flushing = true;
    setImmediate(flush);
  };

  const settle = (requests: readonly Waiting[], written: Written): void =>
    requests.forEach(({ stream, expected, resolve, reject }, i) => {
      const position = written.positions[i] ?? 0;
      const revision = written.revisions[i] ?? -1;
      if (position > 0) resolve({ position: BigInt(position), revision });
      else if (written.duplicates.includes(i))
        reject(new Error(`stream ${stream}: an event id is already in the store`));
      else resolve(refuse('store.wrong-revision', { stream, expected, actual: revision === -1 ? 'none' : revision }));
    });

  const fail = (error: Error): void => {
    failure ??= error;
    for (const request of [...inFlight.flat(), ...queue]) request.reject(failure);
    inFlight.length = 0;
    queue = [];
    onReady();
    onIdle?.();
    onClosed();
  };

  const receive = (message: FromWriter): void => {
    if (message === 'ready') return onReady();
    if (message === 'closed') return onClosed();
    if ('failed' in message) return fail(new Error(message.failed));
    const requests = inFlight.shift() ?? [];
    if ('written' in message) settle(requests, message.written);
    else if ('full' in message) for (const { resolve } of requests) resolve(refuse('store.full'));
    else for (const { reject } of requests) reject(new Error(message.locked));
    if (queue.length > 0) flushSoon();
    else if (inFlight.length === 0) {
      worker.unref();
      onIdle?.();
    }
  };

  worker.on('message', receive);
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error(`event store ${options.file} is closed`)));
  await ready;
  if (failure !== undefined) throw failure;
  worker.unref();

  return {
    append: (request) => {
      if (failure !== undefined) return Promise.reject(failure);
      let bytes = 0;
      for (const event of request.events) bytes += event.bytes.length;
      const events = request.events.length;
      // A request larger than the queue is taken where nothing else waits, else it could never get in.
      if (
        queue.length > 0 &&
        (queuedEvents + events > limits.maxQueuedEvents || queuedBytes + bytes > limits.maxQueuedBytes)
      )
        return Promise.resolve(refuse('store.busy'));
      return new Promise((resolve, reject) => {
        queue.push({ ...request, bytes, resolve, reject });
        queuedEvents += events;
        queuedBytes += bytes;
        if (inFlight.length < maxGroupsInFlight) flushSoon();
      });
    },
    close: async () => {
      if (failure !== undefined) return;
      if (queue.length > 0 || inFlight.length > 0) await new Promise<void>((resolve) => (onIdle = resolve));
      worker.ref();
      worker.postMessage('close' satisfies ToWriter);
      await closed;
    },
  };
};

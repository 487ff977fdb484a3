import { realpathSync } from 'node:fs';
import { BroadcastChannel } from 'node:worker_threads';

const channelOf = (file: string): BroadcastChannel => {
  const channel = new BroadcastChannel(`cunjian:event-store:${realpathSync(file)}`);
  // Waiting for events must not keep a process alive.
  channel.unref();
  return channel;
};

/** Tells every reader of the file in this process, in any thread, that there is more to read. */
export const announceOn = (file: string): { (): void; close(): void } => {
  const channel = channelOf(file);
  return Object.assign(() => channel.postMessage(null), { close: () => channel.close() });
};

export interface WakeUp {
  /** Take it before reading; hand it to `changed`. */
  readonly ticket: () => number;
  /** Resolves after the next announcement since `ticket`, after `pollMs` (another process may have written), or on abort. */
  readonly changed: (ticket: number, signal: AbortSignal) => Promise<void>;
  readonly close: () => void;
}

export const listenOn = (file: string, pollMs: number): WakeUp => {
  const channel = channelOf(file);
  let announcements = 0;
  const waiting = new Set<() => void>();
  const wakeAll = () => {
    announcements++;
    for (const wake of waiting) wake();
  };
  channel.onmessage = wakeAll;
  return {
    ticket: () => announcements,
    changed: (ticket, signal) =>
      new Promise((resolve) => {
        if (announcements !== ticket || signal.aborted) {
          resolve();
          return;
        }
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        // eslint-disable-next-line no-restricted-syntax -- an adapter's poll of a file, not the domain's time
        const timer = setTimeout(wake, pollMs).unref();
        waiting.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      }),
    close: () => {
      channel.close();
      wakeAll();
    },
  };
};

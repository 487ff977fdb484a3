import type { Refused } from '@cunjian/kernel';
import type { Appended } from '../port.ts';
import type { AppendRequest } from './protocol.ts';

export interface QueueLimits {
  /** What may wait; beyond it the store refuses with `store.busy`. */
  readonly maxQueuedEvents: number;
  readonly maxQueuedBytes: number;
  /** What one transaction may hold. */
  readonly maxGroupEvents: number;
  readonly maxGroupBytes: number;
}

export interface Waiting extends AppendRequest {
  readonly bytes: number;
  readonly resolve: (result: Appended | Refused) => void;
  readonly reject: (error: Error) => void;
}

export interface AppendQueue {
  readonly isEmpty: () => boolean;
  /** False where the queue is full. A request larger than the whole queue is taken where nothing else waits, else it could never get in. */
  readonly offer: (request: Waiting) => boolean;
  /** The longest run of requests within the bounds of a group, at least one. */
  readonly takeGroup: () => { readonly requests: readonly Waiting[]; readonly events: number; readonly bytes: number };
  readonly takeAll: () => readonly Waiting[];
}

export const createAppendQueue = (limits: QueueLimits): AppendQueue => {
  let waiting: Waiting[] = [];
  let waitingEvents = 0;
  let waitingBytes = 0;
  return {
    isEmpty: () => waiting.length === 0,
    offer: (request) => {
      const events = waitingEvents + request.events.length;
      const bytes = waitingBytes + request.bytes;
      if (waiting.length > 0 && (events > limits.maxQueuedEvents || bytes > limits.maxQueuedBytes)) return false;
      waiting.push(request);
      waitingEvents = events;
      waitingBytes = bytes;
      return true;
    },
    takeGroup: () => {
      let events = 0;
      let bytes = 0;
      let taken = 0;
      for (const request of waiting) {
        const full =
          events + request.events.length > limits.maxGroupEvents || bytes + request.bytes > limits.maxGroupBytes;
        if (taken > 0 && full) break;
        events += request.events.length;
        bytes += request.bytes;
        taken++;
      }
      const requests = waiting.slice(0, taken);
      waiting = waiting.slice(taken);
      waitingEvents -= events;
      waitingBytes -= bytes;
      return { requests, events, bytes };
    },
    takeAll: () => {
      const requests = waiting;
      waiting = [];
      waitingEvents = 0;
      waitingBytes = 0;
      return requests;
    },
  };
};

import { createRequire } from 'node:module';
import { afterEach, expect, it } from '@jest/globals';
import './mend-kafkajs.ts';

interface Queue {
  pending: unknown[];
  throttledUntil: number;
  throttleCheckTimeoutId: ReturnType<typeof setTimeout> | null;
  scheduleCheckPendingRequests(): void;
}
const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as { prototype: Queue };

const queueOf = (pending: unknown[]): Queue =>
  Object.assign(Object.create(prototype) as Queue, { pending, throttledUntil: -1, throttleCheckTimeoutId: null });
const opened: Queue[] = [];
afterEach(() => {
  for (const { throttleCheckTimeoutId } of opened.splice(0)) clearTimeout(throttleCheckTimeoutId ?? undefined);
});

it('sets no timer where no request waits', () => {
  const queue = queueOf([]);
  opened.push(queue);
  queue.scheduleCheckPendingRequests();
  expect(queue.throttleCheckTimeoutId).toBeNull();
});

it('looks again where one waits', () => {
  const queue = queueOf([{}]);
  opened.push(queue);
  queue.scheduleCheckPendingRequests();
  expect(queue.throttleCheckTimeoutId).not.toBeNull();
});

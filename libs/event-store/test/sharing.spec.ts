import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { isRefused } from '@cunjian/kernel';
import { anEvent } from '../src/contract-suite.ts';
import { openSqliteEventReader, openSqliteEventStore } from '../src/sqlite/index.ts';
import { withFile } from './folder.ts';
import { startNode } from './node-process.ts';

/** Longer than the test's own time: what wakes a follower sooner is not the poll. */
const never = 3_600_000;

describe('a reader in another thread', () => {
  it('is woken by appends, and ends when it is told to', async () =>
    withFile(async (file) => {
      const store = await openSqliteEventStore({ file });
      const thread = new Worker(new URL('./follow-in-thread.ts', import.meta.url), {
        workerData: { file, pollMs: never },
      });
      const next = async () => ((await once(thread, 'message')) as [unknown])[0];
      expect(await next()).toBe('following');
      for (let i = 0; i < 20; i++) {
        const event = anEvent();
        const [seen] = await Promise.all([next(), store.append(`stream-${i}`, 'none', [event])]);
        expect(seen).toBe(event.id);
      }
      thread.postMessage('stop');
      expect(await next()).toBe('ended');
      await once(thread, 'exit');
      await store.close();
    }));
});

describe('a second process', () => {
  it('may write: followers see it by polling, and positions stay in order', async () =>
    withFile(async (file) => {
      const store = await openSqliteEventStore({ file, pollMs: 5 });
      await store.append('ours', 'none', [anEvent()]);
      const child = startNode('leave-open.ts', file);
      const stop = new AbortController();
      const streams: string[] = [];
      for await (const batch of store.follow({ limit: 10, signal: stop.signal })) {
        streams.push(...batch.events.map(({ stream }) => stream));
        if (streams.includes('left-open')) stop.abort();
      }
      expect(streams).toEqual(['ours', 'left-open']);
      await child.ended;
      expect(await store.append('ours', 0, [anEvent()])).toEqual({ position: 3n, revision: 1 });
      await store.close();
    }));
});

describe('a process that forgets to close', () => {
  it('ends by itself when nothing is under way', async () =>
    withFile(async (file) => {
      const child = startNode('leave-open.ts', file);
      expect(await child.ended).toBe(0);
    }));
});

describe('close', () => {
  it('writes what waits, then refuses; followers end; twice is once', async () =>
    withFile(async (file) => {
      const store = await openSqliteEventStore({ file });
      const follower = (async () => {
        let seen = 0;
        for await (const batch of store.follow({ limit: 10, signal: new AbortController().signal }))
          seen += batch.events.length;
        return seen;
      })();
      const waiting = Array.from({ length: 30 }, (_, i) => store.append(`stream-${i}`, 'none', [anEvent()]));
      const closing = Promise.all([store.close(), store.close()]);
      expect((await Promise.all(waiting)).some(isRefused)).toBe(false);
      await closing;
      await follower;
      await expect(store.append('late', 'none', [anEvent()])).rejects.toThrow(/is closed/);
      await expect(store.head()).rejects.toThrow();
      const reader = openSqliteEventReader({ file });
      expect((await reader.readAll({ limit: 100 })).events).toHaveLength(30);
      await reader.close();
    }));
});

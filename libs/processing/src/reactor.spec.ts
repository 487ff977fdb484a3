import { refuse, type Refused } from '@cunjian/kernel';
import type { ReadModelStore } from '@cunjian/read-model';
import { openSqliteReadModelStore } from '@cunjian/read-model/sqlite';
import { createFakeClock, createMemoryEventStore } from '@cunjian/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { amended, appendTo, broken, catalogue, opened, type PaperEvent } from '../test/papers.ts';
import { until } from '../test/turns.ts';
import type { Deadline, DispatchedCommand, Reaction } from './reaction.ts';
import { runReactions, type RunReactionsOptions } from './run-reactions.ts';
import type { SinkStatus } from './status.ts';

const start = Date.parse('2026-03-05T01:00:00.000Z');
const at = (ms: number): string => new Date(start + ms).toISOString();
const dayMs = 86_400_000;

interface Reminder extends Deadline {
  readonly paper: string;
}

/** Greets each paper; reminds of it a day later, or as many ms later as it was last amended to; withdrawing clears that. */
const reminding: Reaction<Reminder> = {
  name: 'reminding',
  events: ['paper-opened', 'paper-amended', 'paper-withdrawn', 'paper-broken'],
  react: ({ data, subject }) => {
    const { type } = data as PaperEvent;
    if (type === 'paper-broken') throw new Error('no greeting for this one');
    return type === 'paper-opened' ? [{ type: 'greet', data: { paper: subject } }] : [];
  },
  deadlines: ({ data, subject }) => {
    const event = data as PaperEvent;
    const key = `remind/${subject}`;
    if (event.type === 'paper-withdrawn') return { clear: [key] };
    const inMs = event.type === 'paper-amended' ? event.amount : dayMs;
    return { set: [{ key, at: at(inMs), paper: subject }] };
  },
  onDeadline: ({ paper }) => [
    { type: 'remind', data: { paper } },
    { type: 'note', data: { paper } },
  ],
};

const withdrawn = (stream: string) => ({ stream, event: { type: 'paper-withdrawn' as const } });

describe('reactor', () => {
  let events: ReturnType<typeof createMemoryEventStore>;
  let store: ReadModelStore;
  let clock: ReturnType<typeof createFakeClock>;
  let stop: AbortController;
  let running: Promise<unknown>[];
  let history: SinkStatus[];
  let dispatched: DispatchedCommand[];
  let answers: (Refused | Error)[];
  let refusals: string[];

  beforeEach(() => {
    events = createMemoryEventStore();
    store = openSqliteReadModelStore(':memory:');
    clock = createFakeClock(start);
    stop = new AbortController();
    running = [];
    history = [];
    dispatched = [];
    answers = [];
    refusals = [];
  });
  const halt = async () => {
    stop.abort();
    await Promise.all(running);
    stop = new AbortController();
    history = [];
  };
  afterEach(async () => {
    await halt();
    await store.close();
  });

  const run = (options: Partial<RunReactionsOptions> = {}) => {
    running.push(
      runReactions({
        reader: events,
        store,
        catalogue,
        reactions: [reminding],
        clock,
        signal: stop.signal,
        dispatch: async (command) => {
          const answer = answers.shift();
          if (answer instanceof Error) throw answer;
          dispatched.push(command);
          return answer ?? 'done';
        },
        onStatus: (status) => history.push(status),
        onRefused: (command, { refused }) => refusals.push(`${command.type}: ${refused[0].code}`),
        ...options,
      }),
    );
  };
  const status = () => history.at(-1);
  const isLive = () => status()?.state === 'live' && status()?.position === status()?.head;
  const sent = () => dispatched.map(({ type, data }) => `${type} ${(data as { paper: string }).paper}`);
  const settled = () => until(async () => isLive() && (await events.head()) === status()?.position);

  it('turns events into commands that name the event and its actor', async () => {
    await appendTo(events, [opened('a'), amended('a', dayMs), opened('b')]);
    run();
    await settled();
    expect(sent()).toEqual(['greet a', 'greet b']);
    expect(dispatched[0]).toMatchObject({ actor: 'system:reminding', correlationId: 'correlation-0' });
    expect(dispatched[0]?.commandId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(dispatched.map(({ commandId }) => commandId)).size).toBe(2);
  });

  it('does not dispatch again after a restart', async () => {
    await appendTo(events, [opened('a')]);
    run();
    await settled();
    await halt();
    run();
    await settled();
    expect(sent()).toEqual(['greet a']);
  });

  it('keeps its checkpoint where something came of an event, and now and then', async () => {
    const { name, events: wanted, react } = reminding;
    const greeting = { name, events: wanted, react } as Reaction;
    run({ reactions: [greeting] });
    await settled();
    for (let amount = 1; amount < 100; amount++) {
      await appendTo(events, [amended('a', amount)]);
      await settled();
    }
    expect(await store.checkpoint('reminding')).toBeUndefined();
    await appendTo(events, [opened('b')]);
    await settled();
    expect(await store.checkpoint('reminding')).toBe(100n);
    for (let amount = 1; amount <= 100; amount++) {
      await appendTo(events, [amended('a', amount)]);
      await settled();
    }
    expect(await store.checkpoint('reminding')).toBe(200n);
    await halt();
    run({ reactions: [greeting] });
    await settled();
    expect(sent()).toEqual(['greet b']);
  });

  it('dispatches with the same ids when it is built from zero', async () => {
    await appendTo(events, [opened('a'), opened('b')]);
    run();
    await settled();
    await halt();
    const ids = dispatched.map(({ commandId }) => commandId);
    await store.drop('reminding');
    dispatched = [];
    run();
    await settled();
    expect(dispatched.map(({ commandId }) => commandId)).toEqual(ids);
  });

  it('dispatches the same command again after an error that may pass', async () => {
    answers = [new Error('connection refused'), refuse('store.busy')];
    await appendTo(events, [opened('a')]);
    run();
    await until(() => status()?.state === 'failed');
    expect(status()?.failure).toMatchObject({ error: expect.stringContaining('connection refused') });
    await clock.advance(100);
    await until(() => dispatched.length === 1);
    await until(() => status()?.state === 'failed');
    await clock.advance(200);
    await settled();
    expect(sent()).toEqual(['greet a', 'greet a']);
    expect(dispatched[0]?.commandId).toBe(dispatched[1]?.commandId);
    expect(refusals).toEqual([]);
  });

  it('reports a refused command and goes on', async () => {
    answers = [refuse('paper.unknown')];
    await appendTo(events, [opened('a'), opened('b')]);
    run();
    await settled();
    expect(refusals).toEqual(['greet: paper.unknown']);
    expect(sent()).toEqual(['greet a', 'greet b']);
  });

  it('stops at an event that it throws at, and names it', async () => {
    await appendTo(events, [opened('a'), broken('b'), opened('c')]);
    run();
    await until(() => status()?.state === 'failed');
    expect(status()?.failure).toMatchObject({ stream: 'b', revision: 0, error: 'no greeting for this one' });
    expect(sent()).toEqual(['greet a']);
    expect(await store.checkpoint('reminding')).toBe(1n);
  });

  it('stops where a deadline is no time', async () => {
    await appendTo(events, [opened('a')]);
    run({ reactions: [{ ...reminding, deadlines: () => ({ set: [{ key: 'k', at: 'tomorrow', paper: 'a' }] }) }] });
    await until(() => status()?.state === 'failed');
    expect(status()?.failure).toMatchObject({ stream: 'a', error: expect.stringContaining('tomorrow') });
  });

  describe('deadlines', () => {
    it('fire when the clock passes them, in their order, and once', async () => {
      await appendTo(events, [opened('a'), opened('b'), amended('b', 1_000), amended('a', 2_000)]);
      run();
      await settled();
      dispatched = [];
      await clock.advance(999);
      await settled();
      expect(sent()).toEqual([]);
      await clock.advance(1);
      await until(() => dispatched.length === 2);
      await clock.advance(dayMs);
      await until(() => dispatched.length === 4);
      expect(sent()).toEqual(['remind b', 'note b', 'remind a', 'note a']);
      const dueAt = new Date(clock.now() - dayMs).toISOString();
      expect(dispatched[0]).toMatchObject({ actor: 'system:reminding', correlationId: 'correlation-2', dueAt });
      await clock.advance(10 * dayMs);
      await settled();
      expect(dispatched).toHaveLength(4);
    });

    it('of the past fire when the reactor starts, but not where a later event cleared or moved them', async () => {
      await appendTo(events, [opened('a'), opened('b'), opened('c'), withdrawn('a'), amended('b', 5 * dayMs)]);
      await clock.advance(2 * dayMs);
      run();
      await until(() => dispatched.length === 5);
      await settled();
      expect(sent()).toEqual(['greet a', 'greet b', 'greet c', 'remind c', 'note c']);
    });

    it('set while it follows are waited for', async () => {
      run();
      await settled();
      await appendTo(events, [opened('a'), amended('a', 60_000)]);
      await settled();
      await clock.advance(60_000);
      await until(() => dispatched.length === 3);
      expect(sent()).toEqual(['greet a', 'remind a', 'note a']);
    });

    it('survive a restart', async () => {
      await appendTo(events, [opened('a')]);
      run();
      await settled();
      await halt();
      dispatched = [];
      await clock.advance(2 * dayMs);
      run();
      await until(() => dispatched.length === 2);
      expect(sent()).toEqual(['remind a', 'note a']);
    });

    it('fire again with the same ids where a command did not get through', async () => {
      await appendTo(events, [opened('a')]);
      run();
      await settled();
      dispatched = [];
      let calls = 0;
      await halt();
      run({
        dispatch: async (command) => {
          if (++calls === 2) throw new Error('connection lost');
          dispatched.push(command);
          return 'done';
        },
      });
      await clock.advance(dayMs);
      await until(() => status()?.state === 'failed');
      await clock.advance(100);
      await until(() => dispatched.length === 3);
      expect(sent()).toEqual(['remind a', 'remind a', 'note a']);
      expect(dispatched[0]?.commandId).toBe(dispatched[1]?.commandId);
      expect(dispatched[1]?.commandId).not.toBe(dispatched[2]?.commandId);
    });

    it('moved after they have fired fire again under another id', async () => {
      await appendTo(events, [opened('a')]);
      run();
      await settled();
      await clock.advance(dayMs);
      await until(() => dispatched.length === 3);
      await appendTo(events, [amended('a', 3 * dayMs)]);
      await settled();
      await clock.advance(2 * dayMs);
      await until(() => dispatched.length === 5);
      expect(sent()).toEqual(['greet a', 'remind a', 'note a', 'remind a', 'note a']);
      expect(new Set(dispatched.map(({ commandId }) => commandId)).size).toBe(5);
    });

    it('name the event that set them where the reaction throws', async () => {
      await appendTo(events, [opened('a')]);
      const onDeadline = () => {
        throw new Error('no reminder');
      };
      run({ reactions: [{ ...reminding, onDeadline }] });
      await settled();
      await clock.advance(dayMs);
      await until(() => status()?.state === 'failed');
      expect(status()?.failure).toMatchObject({ stream: 'a', revision: 0, error: 'no reminder' });
    });
  });
});

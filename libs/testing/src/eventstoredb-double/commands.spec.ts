import { isUnknownOutcome, type Handled } from '@cunjian/event-store';
import { anEvent } from '@cunjian/event-store/contract-suite';
import type { EventStoreDb } from '@cunjian/event-store/eventstoredb';
import { isRefused, type Refused } from '@cunjian/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { handlerOn, list, metaOf } from '../../test/lists.ts';
import { runDouble, type RunningDouble } from '../../test/running-double.ts';

/** Shorter than the silence of a server that never answers. */
const deadlineMs = 500;

describe('commands on EventStoreDB', () => {
  let running: RunningDouble;
  let store: EventStoreDb;
  beforeAll(async () => {
    running = await runDouble();
    store = await running.open({ deadlineMs });
  });
  afterAll(async () => running.dispose());

  const accepted = (result: Handled | Refused): Handled => {
    if (isRefused(result)) throw new Error(`refused: ${JSON.stringify(result)}`);
    return result;
  };
  const send = async (stream: string, item: string, meta = metaOf()) =>
    handlerOn(store).handle({ stream, decider: list, command: item, meta });

  it('are carried out once, however often they are sent, one after the other or at the same time', async () => {
    const meta = metaOf();
    const first = accepted(await send('once', 'tea', meta));
    expect(accepted(await send('once', 'tea', meta))).toEqual({ ...first, repeated: true });
    const [again, other] = [metaOf(), metaOf()];
    const results = await Promise.all(
      [again, again, other, again].map(async (each) => accepted(await send('once', 'rice', each))),
    );
    expect(results.filter(({ repeated }) => repeated)).toHaveLength(2);
    expect(await store.readStream('once')).toHaveLength(3);
  });

  it('are refused where their id caused something in another stream', async () => {
    const meta = metaOf();
    accepted(await send('reused-here', 'tea', meta));
    expect(await send('reused-there', 'tea', meta)).toMatchObject({ refused: [{ code: 'command.id-reused' }] });
    expect(await store.readStream('reused-there')).toEqual([]);
  });

  it('are not carried out again where the events were written and the answer never came', async () => {
    running.double.inject({ on: 'append', stream: 'silent', when: 'after', fault: { is: 'silence' } });
    const result = accepted(await send('silent', 'tea'));
    expect(result).toMatchObject({ repeated: true, revision: 0 });
    expect((await store.readStream('silent')).map(({ id }) => id)).toEqual(result.events.map(({ id }) => id));
  });

  it('are not carried out again where the connection broke after the events were written', async () => {
    running.double.inject({ on: 'append', stream: 'broken', when: 'after', fault: { is: 'disconnect' } });
    accepted(await send('broken', 'tea'));
    expect(await store.readStream('broken')).toHaveLength(1);
  });

  it('are carried out after all where the server gave up before it wrote', async () => {
    running.double.inject({ on: 'append', stream: 'gave-up', fault: { is: 'timeout' } });
    expect(accepted(await send('gave-up', 'tea'))).toMatchObject({ repeated: false, revision: 0 });
    expect(await store.readStream('gave-up')).toHaveLength(1);
  });

  it('are told that nobody knows, where answers are lost again and again; the same command settles it later', async () => {
    const meta = metaOf();
    running.double.inject({ on: 'append', stream: 'lost', times: 2, fault: { is: 'silence' } });
    const error: unknown = await send('lost', 'tea', meta).catch((e: unknown) => e);
    expect(isUnknownOutcome(error)).toBe(true);
    expect(accepted(await send('lost', 'tea', meta))).toMatchObject({ revision: 0 });
    expect(await store.readStream('lost')).toHaveLength(1);
  });

  it('meet an append of their own that arrives late', async () => {
    running.double.inject({
      on: 'append',
      stream: 'late',
      fault: { is: 'delay', delayMs: deadlineMs + 200 },
    });
    const meta = metaOf();
    accepted(await send('late', 'tea', meta));
    expect(accepted(await send('late', 'rice'))).toMatchObject({ revision: 1 });
    expect(accepted(await send('late', 'tea', meta))).toMatchObject({ repeated: true });
    expect(await store.readStream('late')).toHaveLength(2);
  });

  it('never send an append twice: the store says that it does not know', async () => {
    running.double.inject({ on: 'append', stream: 'alone', fault: { is: 'unavailable' } });
    const error: unknown = await store.append('alone', 'none', [anEvent()]).catch((e: unknown) => e);
    expect(isUnknownOutcome(error)).toBe(true);
    expect(await store.readStream('alone')).toEqual([]);
  });

  it('are refused as busy where the server turns requests away', async () => {
    running.double.inject({ on: 'append', stream: 'turned-away', fault: { is: 'busy' } });
    expect(await send('turned-away', 'tea')).toEqual({ refused: [{ code: 'store.busy', params: {} }] });
  });
});

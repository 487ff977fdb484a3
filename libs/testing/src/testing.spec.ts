import { refuse, type Decider } from '@cunjian/kernel';
import { describe, expect, it } from '@jest/globals';
import { createFakeClock, createSeededRandom, given, withFaults } from './index.ts';

describe('fake clock', () => {
  it('wakes sleepers in the order of their times, and those that sleep again', async () => {
    const clock = createFakeClock(1_000);
    const log: string[] = [];
    const sleepTwice = async () => {
      await clock.sleep(10);
      log.push(`first ${clock.now()}`);
      await clock.sleep(10);
      log.push(`second ${clock.now()}`);
    };
    void sleepTwice();
    void clock.sleep(15).then(() => log.push(`other ${clock.now()}`));
    await clock.advance(9);
    expect(log).toEqual([]);
    await clock.advance(50);
    expect(log).toEqual(['first 1010', 'other 1015', 'second 1020']);
    expect(clock.now()).toBe(1_059);
  });

  it('wakes a sleeper whose signal is aborted, without time passing', async () => {
    const clock = createFakeClock();
    const before = clock.now();
    const stop = new AbortController();
    const sleep = clock.sleep(1_000, stop.signal);
    stop.abort();
    await sleep;
    await clock.sleep(1_000, AbortSignal.abort());
    expect(clock.now()).toBe(before);
  });
});

describe('seeded random', () => {
  it('repeats itself for a seed and differs for another', () => {
    const draw = (seed: number) => {
      const random = createSeededRandom(seed);
      return [random.uuid(), random.uuid(), Buffer.from(random.bytes(32)).toString('hex')];
    };
    expect(draw(1)).toEqual(draw(1));
    expect(new Set([...draw(1), ...draw(2)]).size).toBe(6);
    expect(draw(1)[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('given, when, then', () => {
  type Counted = { readonly type: 'counted'; readonly data: { readonly by: number } };
  const counter: Decider<number, number, Counted> = {
    initialState: 0,
    decide: (by, sum) =>
      sum + by > 5 ? refuse('counter.too-much', { sum, by }, 'by') : [{ type: 'counted', data: { by } }],
    evolve: (sum, { data }) => sum + data.by,
  };
  const counted = (by: number): Counted => ({ type: 'counted', data: { by } });

  it('holds for what the decider does', () => {
    given(counter, counted(2)).when(3).then(counted(3));
    given(counter, counted(2)).when(4).refused('counter.too-much');
    given(counter, counted(2)).when(4).refused({ code: 'counter.too-much', field: 'by' });
    expect(given(counter, counted(2)).when(3).state()).toBe(5);
  });

  it('fails for anything else', () => {
    expect(() => given(counter).when(3).then(counted(4))).toThrow();
    expect(() => given(counter).when(3).then(counted(3), counted(3))).toThrow();
    expect(() => given(counter).when(3).refused('counter.too-much')).toThrow();
    expect(() => given(counter).when(9).then()).toThrow();
    expect(() => given(counter).when(9).refused('counter.other')).toThrow();
    expect(() => given(counter).when(9).state()).toThrow('counter.too-much');
  });
});

describe('faults', () => {
  const counter = () => {
    let sum = 0;
    return { add: async (by: number) => (sum += by), sum: async () => sum };
  };
  const error = new Error('cable pulled');

  it('lose the call or the answer of the named call alone', async () => {
    const faulty = withFaults(counter(), [
      { method: 'add', call: 2, when: 'before', error },
      { method: 'add', call: 3, when: 'after', error },
    ]);
    expect(await faulty.add(1)).toBe(1);
    await expect(faulty.add(10)).rejects.toBe(error);
    expect(await faulty.sum()).toBe(1);
    await expect(faulty.add(100)).rejects.toBe(error);
    expect(await faulty.sum()).toBe(101);
    expect(await faulty.add(1_000)).toBe(1_101);
  });
});

import { createFakeClock } from '@cunjian/testing';
import { describe, expect, it } from '@jest/globals';
import { createLogWatch } from './log-watch.ts';

const [furong, cangpo] = ['330324108207', '330324108206'];
const never = new AbortController().signal;
const lookMs = 500;
const longMs = 10_000;

const start = () => {
  const sizes = new Map([
    [furong, 3],
    [cangpo, 5],
  ]);
  const asked: (readonly string[])[] = [];
  let position: string | undefined = '8';
  const clock = createFakeClock();
  const watch = createLogWatch(
    {
      position: async () => {
        if (position === undefined) throw new Error('out of reach');
        return position;
      },
      of: async (divisions) => {
        asked.push(divisions);
        return divisions.map((division) => ({ division, size: sizes.get(division) ?? 0 }));
      },
    },
    clock,
  );
  const woken: string[] = [];
  const wait = (division: string, size: number, signal = never): void =>
    void watch.changed({ division, size }, longMs, signal).then(() => woken.push(division));
  const seal = (division: string): void => {
    sizes.set(division, (sizes.get(division) ?? 0) + 1);
    position = String(Number(position) + 1);
  };
  /** With all that was promised by then. */
  const look = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(lookMs);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { asked, woken, wait, seal, look, clock, lose: () => void (position = undefined) };
};

describe('who waits for a log', () => {
  it('is woken when it grows, and not by another’s', async () => {
    const { wait, seal, look, woken } = start();
    wait(furong, 3);
    wait(cangpo, 5);
    await look();
    seal(cangpo);
    await look();
    await look();
    expect(woken).toEqual([cangpo]);
    seal(furong);
    await look();
    await look();
    expect(woken).toEqual([cangpo, furong]);
  });

  it('is woken where it grew before anybody looked', async () => {
    const { wait, look, woken } = start();
    wait(furong, 2);
    await look();
    expect(woken).toEqual([furong]);
  });

  it('beyond its end is woken when it has come so far, and not before', async () => {
    const { wait, seal, look, woken } = start();
    wait(furong, 4);
    await look();
    seal(furong);
    await look();
    await look();
    expect(woken).toEqual([]);
    seal(furong);
    await look();
    await look();
    expect(woken).toEqual([furong]);
  });

  it('costs one question for all, and none while nothing is sealed', async () => {
    const { wait, seal, look, asked } = start();
    for (let i = 0; i < 3; i++) wait(furong, 3);
    wait(cangpo, 5);
    await look();
    await look();
    await look();
    const before = asked.length;
    seal('330324108205');
    await look();
    await look();
    expect(asked.slice(before)).toEqual([[furong, cangpo]]);
  });

  it('is woken after a time, by its signal, and where nothing can be known', async () => {
    const { wait, look, woken, clock, lose } = start();
    wait(furong, 3);
    await clock.advance(longMs);
    await look();
    expect(woken).toEqual([furong]);
    const ended = new AbortController();
    wait(cangpo, 5, ended.signal);
    ended.abort();
    await look();
    expect(woken).toEqual([furong, cangpo]);
    wait(furong, 3);
    await look();
    lose();
    await look();
    await look();
    expect(woken).toEqual([furong, cangpo, furong]);
  });
});

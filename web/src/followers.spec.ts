import { describe, expect, it } from '@jest/globals';
import type { FollowPorts } from './api/follow-log.ts';
import { createFollowers, gatherMs, gathered, lingerMs, mayFollow, restMs } from './followers.ts';

const [furong, cangpo] = ['330324108207', '330324108206'];
const division = (code: string) => ({ division: { code } });

describe('a village is followed', () => {
  it('by those who belong to it, acting for themselves', () => {
    expect(mayFollow(furong, [division(furong)], undefined)).toBe(true);
  });
  it('by whoever acts in an office, where the server says so', () => {
    expect(mayFollow(furong, [], { kind: 'PARTY_SECRETARY' })).toBe(true);
  });
  it('by nobody of another village, and by no visitor', () => {
    expect(mayFollow(furong, [division(cangpo)], undefined)).toBe(false);
    expect(mayFollow(furong, [], undefined)).toBe(false);
  });
});

/** Timers that a test lets run out. */
const timers = () => {
  const waiting: { readonly ms: number; readonly run: () => void }[] = [];
  const after: FollowPorts['after'] = (ms, run) => {
    const timer = { ms, run };
    waiting.push(timer);
    return () => void waiting.splice(waiting.indexOf(timer), 1);
  };
  const runOut = (): number | undefined => {
    const next = waiting.shift();
    next?.run();
    return next?.ms;
  };
  return { after, runOut, waiting };
};

describe('what comes at once', () => {
  it('is asked for once, and what comes meanwhile once more', () => {
    const { after, runOut, waiting } = timers();
    let asked = 0;
    const call = gathered({ after, random: () => 0 }, () => asked++);
    call();
    call();
    expect([asked, runOut(), asked]).toEqual([0, gatherMs, 1]);
    call();
    call();
    expect([asked, runOut()]).toEqual([1, restMs]);
    expect([runOut(), asked]).toEqual([gatherMs, 2]);
    expect([runOut(), waiting.length]).toEqual([restMs, 0]);
  });

  it('is not asked for by all pages in the same moment', () => {
    const waitOf = (chance: number): number | undefined => {
      const { after, runOut } = timers();
      gathered({ after, random: () => chance }, () => undefined)();
      return runOut();
    };
    expect([0, 0.5, 1].map(waitOf)).toEqual([gatherMs, gatherMs + restMs / 2, gatherMs + restMs]);
  });
});

describe('parts of pages', () => {
  const followers = () => {
    const { after, runOut, waiting } = timers();
    const open: string[] = [];
    const ports: FollowPorts = {
      open: () => {
        open.push('open');
        return { send: () => undefined, close: () => void open.pop() };
      },
      endOf: () => Promise.resolve({ log: furong, next: 1 }),
      after,
      random: () => 0,
      isVisible: () => true,
      onVisibility: () => () => undefined,
    };
    return { hold: createFollowers(ports, () => undefined), open, runOut, waiting };
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('share one socket, which stays from page to page and closes when no page is left', async () => {
    const { hold, open, runOut, waiting } = followers();
    const [one, two] = [hold(furong, undefined), hold(furong, undefined)];
    await settled();
    expect(open.length).toBe(1);
    one();
    two();
    const next = hold(furong, undefined);
    expect([open.length, waiting.length]).toEqual([1, 0]);
    next();
    expect([runOut(), open.length]).toEqual([lingerMs, 0]);
  });

  it('have a socket of their own for each village and office', async () => {
    const { hold, open } = followers();
    for (const office of [undefined, 'office-1']) hold(furong, office);
    hold(cangpo, undefined);
    await settled();
    expect(open.length).toBe(3);
  });
});

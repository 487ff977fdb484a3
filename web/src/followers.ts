import { followLog, type FollowPorts, type Place } from './api/follow-log.ts';

/** What comes at once is shown at once: the shortest wait for more. */
export const gatherMs = 300;
/** Between two times that a page is asked anew, however much comes; and the span over which a village's pages ask. */
export const restMs = 3_000;
/** From page to page of the same village the socket stays. */
export const lingerMs = 5_000;

/**
 * `run` soon after the first call, and once for all that come until it may run again. How soon is left to chance: all
 * pages of a village hear of an entry in the same moment, and are not to ask in the same moment.
 */
export const gathered = ({ after, random }: Pick<FollowPorts, 'after' | 'random'>, run: () => void) => {
  let resting = false;
  let called = false;
  const call = (): void => {
    called = true;
    if (resting) return;
    resting = true;
    after(gatherMs + random() * restMs, () => {
      called = false;
      run();
      after(restMs, () => {
        resting = false;
        if (called) call();
      });
    });
  };
  return call;
};

/** One follower per division and office, however many parts of a page want it. */
export const createFollowers = (ports: FollowPorts, moved: (position: string | undefined) => void) => {
  interface Follower {
    holders: number;
    readonly stop: () => void;
    cancelStop?: (() => void) | undefined;
  }
  const followers = new Map<string, Follower>();
  const places = new Map<string, Place>();

  const start = (division: string, office: string | undefined): Follower => {
    const followed = followLog({ division, office, moved, place: places.get(division) }, ports);
    const stop = (): void => {
      const place = followed.place();
      if (place !== undefined) places.set(division, place);
      followed.stop();
    };
    return { holders: 0, stop };
  };
  /** Gives what releases it. */
  return (division: string, office: string | undefined): (() => void) => {
    const key = `${division} ${office ?? ''}`;
    const follower = followers.get(key) ?? start(division, office);
    followers.set(key, follower);
    follower.holders++;
    follower.cancelStop?.();
    return () => {
      if (--follower.holders > 0) return;
      follower.cancelStop = ports.after(lingerMs, () => {
        followers.delete(key);
        follower.stop();
      });
    };
  };
};

/**
 * Whether to ask for it; whether an office may follow (`events.follow` in libs/access) says the server, before any socket is
 * opened. Nobody asks who is not signed in, or for herself after a village of others.
 */
export const mayFollow = (
  code: string,
  villages: readonly { readonly division: { readonly code: string } }[],
  office: object | undefined,
): boolean => office !== undefined || villages.some(({ division }) => division.code === code);

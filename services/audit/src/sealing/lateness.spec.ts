import { createFakeClock } from '@cunjian/testing';
import { expect, it } from '@jest/globals';
import { createLateness, type Lateness } from './lateness.ts';

/** A store whose events bear these times, sealed up to a position that the test moves. */
const given = () => {
  const clock = createFakeClock();
  const times: string[] = [];
  let sealed = 0n;
  const store = {
    readAll: async ({ after = 0n }) => ({
      events: times[Number(after)] === undefined ? [] : [Number(after)],
      position: after,
    }),
  } as unknown as Lateness['store'];
  const catalogue = { decode: (at: unknown) => ({ time: times[Number(at)] }) } as unknown as Lateness['catalogue'];
  const lateness = createLateness({ store, catalogue, clock, sealedUpTo: () => sealed });
  return {
    clock,
    lateness,
    happens: (): unknown => times.push(new Date(clock.now()).toISOString()),
    long: (time: string): unknown => times.push(time),
    seal: (upTo: bigint): unknown => (sealed = upTo),
  };
};

it('is nothing while all is sealed, however long ago', async () => {
  const { clock, lateness, happens, seal } = given();
  happens();
  seal(1n);
  await clock.advance(3_600_000);
  expect(await lateness()).toBe(0);
});

it('is that of the oldest event, whoever asked before, or nobody', async () => {
  const { clock, lateness, happens } = given();
  await clock.advance(10_000);
  happens();
  await clock.advance(70_000);
  happens();
  expect(await lateness()).toBe(70_000);
});

it('does not grow under steady load, where each question finds something new', async () => {
  const { clock, lateness, happens, seal } = given();
  for (let i = 1n; i <= 100n; i++) {
    happens();
    await clock.advance(1_000);
    expect(await lateness()).toBe(1_000);
    seal(i);
  }
});

it('counts what was there before from the start of the process: logs sealed anew are not years late at once', async () => {
  const { clock, lateness, long } = given();
  long('2019-01-01T00:00:00.000Z');
  expect(await lateness()).toBe(0);
  await clock.advance(61_000);
  expect(await lateness()).toBe(61_000);
});

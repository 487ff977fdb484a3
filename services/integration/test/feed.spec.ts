import { afterEach, describe, expect, it } from '@jest/globals';
import { maxPlaceWaitMs } from '../src/feed/places.ts';
import { startIntegration, village, type IntegrationOptions, type RunningIntegration } from './running-integration.ts';
import { append, epochStarted } from './some-events.ts';

let running: RunningIntegration | undefined;
afterEach(() => running?.close());

const start = async (options?: IntegrationOptions): Promise<RunningIntegration['dataDir']> => {
  running = await startIntegration(options);
  return running.dataDir;
};
const entries = (asked: { readonly log?: string; readonly from: number }) => {
  if (running === undefined) throw new Error('nothing was started');
  return running.as('auditor').feed.entries({ division: village, limit: 10, ...asked });
};
const secondEpoch = `${village}/epoch-2`;

describe('a village whose log is in its second epoch', () => {
  /** Two entries, and after a restore two more. */
  const startRestored = async (): Promise<string> => {
    const folder = await start();
    await running?.rename('one');
    await running?.rename('two');
    if (running !== undefined) await append(running.runtime.store, [epochStarted(village, 2)]);
    await running?.rename('three');
    return folder;
  };
  const again = async (places: 'kept' | 'lost'): Promise<void> => {
    const folder = await startRestored();
    await entries({ from: 0 });
    await running?.stop();
    await start({ folder, places });
  };

  it('is followed there by whoever names no log, as soon as that is known', async () => {
    await startRestored();
    const second = {
      ok: true,
      log: secondEpoch,
      size: 2,
      ended: false,
      next: 2,
      entries: [{ index: 0 }, { index: 1 }],
    };
    expect(await entries({ from: 0 })).toMatchObject(second);
    expect(await entries({ log: secondEpoch, from: 2 })).toMatchObject({
      ok: true,
      entries: [],
      next: 2,
      ended: false,
    });
  });

  it('tells whoever has read all of the first that it has ended', async () => {
    await startRestored();
    await entries({ from: 0 });
    expect(await entries({ log: village, from: 0 })).toMatchObject({ ok: true, next: 2, ended: false });
    expect(await entries({ log: village, from: 2 })).toMatchObject({ ok: true, entries: [], ended: true });
  });

  it('has a follower there wait while places are lost, and tells him of no end', async () => {
    await again('lost');
    expect(await entries({ log: secondEpoch, from: 1 })).toMatchObject({
      ok: true,
      entries: [],
      next: 1,
      ended: false,
    });
    expect(await entries({ log: village, from: 1 })).toMatchObject({ ok: true, entries: [], next: 1, ended: false });
  });

  it('says to whoever asks for its end meanwhile that it is not known', async () => {
    await again('lost');
    let isWaiting = true;
    const asked = entries({ from: 0 }).finally(() => (isWaiting = false));
    while (isWaiting) {
      running?.clock.leap(maxPlaceWaitMs);
      await new Promise(setImmediate);
    }
    expect(await asked).toMatchObject({ ok: false, refusals: [{ code: 'events.not-placed' }] });
  });
});

it('says of a village in which nothing has happened that its log is empty', async () => {
  await start();
  expect(await entries({ from: 0 })).toMatchObject({ ok: true, log: village, size: 0, entries: [], ended: false });
});

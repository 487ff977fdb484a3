import { describe, expect, it } from '@jest/globals';
import { createHealth } from './health.ts';
import { away } from '@cunjian/kernel';

describe('health', () => {
  it('is ready when every check is, and says of each how it is', async () => {
    const health = createHealth();
    health.register('event store', async () => ({ ok: true, detail: 'head 17' }));
    expect(await health.ready()).toEqual({ ok: true, checks: [{ name: 'event store', ok: true, detail: 'head 17' }] });
    health.register('read models', async () => {
      throw new Error('disclosures stopped at event 18');
    });
    expect(await health.ready()).toMatchObject({
      ok: false,
      checks: [{ ok: true }, { name: 'read models', ok: false, detail: 'disclosures stopped at event 18' }],
    });
  });

  it('stays ready where something is wrong that keeps nobody from being served', async () => {
    const health = createHealth();
    health.register('witnesses', async () => ({ ok: false, serves: true, detail: 'one contradicts' }));
    expect(await health.ready()).toEqual({
      ok: true,
      checks: [{ name: 'witnesses', ok: false, serves: true, detail: 'one contradicts' }],
    });
  });

  it('shows no address of what a check failed at', async () => {
    const health = createHealth();
    health.register('clock', async () => {
      throw new Error('event store 10.0.0.7:2113: it does not answer');
    });
    expect((await health.ready()).checks).toEqual([
      { name: 'clock', ok: false, detail: 'event store …: it does not answer' },
    ]);
  });

  it('names no address of a server that is away', async () => {
    const health = createHealth();
    health.register('clock', async () => {
      throw away('event store 10.0.0.7:2113: it does not answer', 'event store: it does not answer', undefined);
    });
    expect((await health.ready()).checks).toEqual([
      { name: 'clock', ok: false, detail: 'event store: it does not answer' },
    ]);
  });

  it('takes a name once', () => {
    const health = createHealth();
    health.register('event store', async () => ({ ok: true }));
    expect(() => health.register('event store', async () => ({ ok: true }))).toThrow('event store');
  });
});

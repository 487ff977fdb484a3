import { describe, expect, it } from '@jest/globals';
import { createHealth } from './health.ts';

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

  it('takes a name once', () => {
    const health = createHealth();
    health.register('event store', async () => ({ ok: true }));
    expect(() => health.register('event store', async () => ({ ok: true }))).toThrow('event store');
  });
});

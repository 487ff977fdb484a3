import { describe, expect, it } from '@jest/globals';
import { progress } from './wait-until-ready.ts';

const at = (
  service: string,
  name: string,
  position: bigint,
  state: 'catching-up' | 'live' | 'failed' = 'catching-up',
) => ({
  service,
  status: {
    name,
    state,
    position,
    version: 1,
    head: 100n,
    eventsPerSecond: 7,
    ...(state === 'failed' ? { failure: { error: 'event e1 (stream 3): no such kind' } } : {}),
  },
});

describe('the progress of a start', () => {
  it('is that of what is furthest behind in each service', () => {
    expect(
      progress([
        at('registry', 'a', 50n),
        at('registry', 'b', 20n),
        at('registry', 'c', 10n, 'live'),
        at('audit', 'd', 100n, 'live'),
        at('publication', 'e', 3n, 'failed'),
      ]),
    ).toEqual([
      'publication/e failed: event e1 (stream 3): no such kind',
      'registry is at event 20 of 100 (b, 7 a second)',
    ]);
  });
});

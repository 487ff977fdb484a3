import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { kinshipDecider } from './kinship.ts';

const division = '330302023200';
const near = {
  type: 'kinship-recorded',
  data: { division, persons: ['a', 'b'] as [string, string], near: true },
} as const;

describe('two people of whom nothing is said', () => {
  it('are recorded as relatives, in either order', () =>
    given(kinshipDecider)
      .when({ division, persons: ['b', 'a'], near: true })
      .then(near));
  it('are two', () =>
    given(kinshipDecider)
      .when({ division, persons: ['a', 'a'], near: true })
      .refused('kinship.same-person'));
});

describe('relatives', () => {
  it('stay what they are, and may turn out not to be', () => {
    given(kinshipDecider, near)
      .when({ division, persons: ['a', 'b'], near: true })
      .then();
    given(kinshipDecider, near)
      .when({ division, persons: ['a', 'b'], near: false })
      .then({ type: 'kinship-recorded', data: { division, persons: ['a', 'b'], near: false } });
  });
});

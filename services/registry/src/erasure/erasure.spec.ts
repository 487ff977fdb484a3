import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { erasureDecider } from './erasure.ts';

const erased = (...digests: string[]) => ({ type: 'value-erased', data: { digests, reason: 'request' } }) as const;

describe('values that are kept', () => {
  it('are erased', () =>
    given(erasureDecider)
      .when({ digests: ['a', 'b'], reason: 'request' })
      .then(erased('a', 'b')));
});

describe('values that were erased', () => {
  it('are not erased again', () => {
    given(erasureDecider, erased('a', 'b'))
      .when({ digests: ['b'], reason: 'request' })
      .then();
    given(erasureDecider, erased('a'))
      .when({ digests: ['a', 'c'], reason: 'request' })
      .then(erased('c'));
  });
});

import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { erasureDecider } from './erasure.ts';

const erase = (...digests: string[]) => ({ do: 'erase', digests, reason: 'request' }) as const;
const restrict = (restricted: boolean, ...digests: string[]) => ({ do: 'restrict', digests, restricted }) as const;
const erased = (...digests: string[]) => ({ type: 'value-erased', data: { digests, reason: 'request' } }) as const;
const hidden = (restricted: boolean, ...digests: string[]) =>
  ({ type: 'value-restricted', data: { digests, restricted } }) as const;

describe('values that are kept', () => {
  it('are erased', () => given(erasureDecider).when(erase('a', 'b')).then(erased('a', 'b')));
  it('are restricted', () => given(erasureDecider).when(restrict(true, 'a')).then(hidden(true, 'a')));
  it('have no restriction to lift', () => given(erasureDecider).when(restrict(false, 'a')).then());
});

describe('restricted values', () => {
  it('are restricted once, and shown again', () => {
    given(erasureDecider, hidden(true, 'a'))
      .when(restrict(true, 'a', 'b'))
      .then(hidden(true, 'b'));
    given(erasureDecider, hidden(true, 'a'))
      .when(restrict(false, 'a', 'b'))
      .then(hidden(false, 'a'));
    given(erasureDecider, hidden(true, 'a'), hidden(false, 'a')).when(restrict(true, 'a')).then(hidden(true, 'a'));
  });
  it('are erased', () => given(erasureDecider, hidden(true, 'a')).when(erase('a')).then(erased('a')));
});

describe('values that were erased', () => {
  it('are neither erased again nor restricted', () => {
    given(erasureDecider, erased('a', 'b')).when(erase('b')).then();
    given(erasureDecider, erased('a')).when(erase('a', 'c')).then(erased('c'));
    given(erasureDecider, erased('a')).when(restrict(true, 'a')).then();
  });
});

import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { accountDecider } from './decide.ts';

const binding = {
  account: 'li@phone',
  person: 'p-li',
  method: 'activation-slip' as const,
  officers: ['p-clerk', 'p-registrar'],
};
const bound = { type: 'account-bound', data: binding } as const;
const unbound = { type: 'account-unbound', data: { account: 'li@phone', person: 'p-li', by: 'person' } } as const;
const bind = { kind: 'bind', binding } as const;
const unbind = { kind: 'unbind', account: 'li@phone', by: 'person' } as const;

describe('a free account', () => {
  it('is bound', () => given(accountDecider).when(bind).then(bound));
  it('has nothing to revoke', () => given(accountDecider).when(unbind).refused('account.free'));
});

describe('a bound account', () => {
  it('is not bound twice', () => given(accountDecider, bound).when(bind).then());
  it('is not bound to somebody else', () =>
    given(accountDecider, bound)
      .when({ kind: 'bind', binding: { ...binding, person: 'p-wang' } })
      .refused('account.bound-to-another'));
  it('is revoked, and may be bound to somebody else then', () => {
    given(accountDecider, bound).when(unbind).then(unbound);
    given(accountDecider, bound, unbound)
      .when({ kind: 'bind', binding: { ...binding, person: 'p-wang' } })
      .then({ type: 'account-bound', data: { ...binding, person: 'p-wang' } });
  });
});

import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { maxWrongTries, slipDecider } from './decide.ts';

const slip = 'K7QM2XWP9D';
const prepared = {
  type: 'activation-slip-prepared',
  data: { slip, person: 'p-li', division: '330302023200', officer: 'p-clerk' },
} as const;
const issued = {
  type: 'activation-slip-issued',
  data: {
    slip,
    person: 'p-li',
    codeHash: 'a'.repeat(64),
    officers: ['p-clerk', 'p-registrar'] as [string, string],
    expires: '2026-04-01T00:00:00.000Z',
  },
} as const;
const used = {
  type: 'activation-slip-used',
  data: { slip, person: 'p-li', account: 'li@phone', officers: ['p-clerk', 'p-registrar'] as [string, string] },
} as const;
const revoked = { type: 'activation-slip-revoked', data: { slip, person: 'p-li', officer: 'p-clerk' } } as const;

const prepare = { kind: 'prepare', ...prepared.data } as const;
const issue = {
  kind: 'issue',
  slip,
  officer: 'p-registrar',
  codeHash: 'a'.repeat(64),
  expires: '2026-04-01T00:00:00.000Z',
} as const;
const use = {
  kind: 'use',
  slip,
  codeHash: 'a'.repeat(64),
  account: 'li@phone',
  now: '2026-03-05T00:00:00.000Z',
} as const;
const revoke = { kind: 'revoke', slip, officer: 'p-clerk' } as const;

describe('an unknown slip', () => {
  it('is prepared', () => given(slipDecider).when(prepare).then(prepared));
  it('is not issued, used or revoked', () => {
    given(slipDecider).when(issue).refused('slip.not-prepared');
    given(slipDecider).when(use).refused('slip.wrong-code');
    given(slipDecider).when(revoke).refused('slip.unknown');
  });
});

describe('a prepared slip', () => {
  it('is issued by a second officer', () => given(slipDecider, prepared).when(issue).then(issued));
  it('is not issued by the officer who prepared it', () =>
    given(slipDecider, prepared)
      .when({ ...issue, officer: 'p-clerk' })
      .refused('slip.same-officer'));
  it('is prepared by nobody else, who would be told half of its code', () => {
    given(slipDecider, prepared).when(prepare).then();
    given(slipDecider, prepared)
      .when({ ...prepare, officer: 'p-other' })
      .refused('slip.another-officer');
  });
  it('can’t be used', () => given(slipDecider, prepared).when(use).refused('slip.wrong-code'));
  it('is revoked', () => given(slipDecider, prepared).when(revoke).then(revoked));
});

describe('an issued slip', () => {
  it('is used by whoever has the code', () => given(slipDecider, prepared, issued).when(use).then(used));
  it('refuses the code after its days', () => {
    given(slipDecider, prepared, issued)
      .when({ ...use, now: '2026-04-01T00:00:00.000Z' })
      .refused('slip.expired');
  });
  it('refuses an account that belongs to somebody else', () =>
    given(slipDecider, prepared, issued)
      .when({ ...use, boundTo: 'p-wang' })
      .refused('account.bound-to-another'));
  it('is not issued again', () => given(slipDecider, prepared, issued).when(issue).refused('slip.not-prepared'));
});

describe('a used slip', () => {
  it('is used by its account alone', () => {
    given(slipDecider, prepared, issued, used).when(use).then();
    given(slipDecider, prepared, issued, used)
      .when({ ...use, account: 'wang@phone' })
      .refused('slip.wrong-code');
  });
  it('is not revoked', () => given(slipDecider, prepared, issued, used).when(revoke).refused('slip.used'));
});

describe('a revoked slip', () => {
  it('can’t be used', () => given(slipDecider, prepared, issued, revoked).when(use).refused('slip.wrong-code'));
  it('is not revoked twice', () => given(slipDecider, prepared, revoked).when(revoke).then());
});

describe('an issued slip for which wrong codes are given', () => {
  const wrong = { ...use, codeHash: 'b'.repeat(64), account: 'thief@phone' };
  const tried = (tries: number) =>
    ({ type: 'activation-slip-tried', data: { slip, person: 'p-li', account: 'thief@phone', tries } }) as const;
  const voided = {
    type: 'activation-slip-voided',
    data: { slip, person: 'p-li', officers: ['p-clerk', 'p-registrar'] as [string, string], tries: maxWrongTries },
  } as const;
  const before = Array.from({ length: maxWrongTries - 1 }, (_, i) => tried(i + 1));

  it('counts them, whoever tries', () => {
    given(slipDecider, prepared, issued).when(wrong).then(tried(1));
    given(slipDecider, prepared, issued, tried(1))
      .when({ ...wrong, account: 'other@phone' })
      .then({ type: 'activation-slip-tried', data: { slip, person: 'p-li', account: 'other@phone', tries: 2 } });
  });
  it('is used with the right code as long as it is not void', () =>
    given(slipDecider, prepared, issued, ...before)
      .when(use)
      .then(used));
  it('is void after the last, for the right code too', () => {
    given(slipDecider, prepared, issued, ...before)
      .when(wrong)
      .then(tried(maxWrongTries), voided);
    given(slipDecider, prepared, issued, ...before, tried(maxWrongTries), voided)
      .when(use)
      .refused('slip.wrong-code');
  });
  it('counts nothing after its days', () =>
    given(slipDecider, prepared, issued)
      .when({ ...wrong, now: '2026-04-01T00:00:00.000Z' })
      .refused('slip.wrong-code'));
  it('is taken off the list by an officer', () =>
    given(slipDecider, prepared, issued, ...before, tried(maxWrongTries), voided)
      .when(revoke)
      .then(revoked));
});

import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { rollDecider } from './decide.ts';

const body = '330302023200-co';
const admitted = (person: string, from = '2025-05-01') =>
  ({ type: 'member-admitted', data: { body, person, from } }) as const;
const removed = { type: 'member-removed', data: { body, person: 'li', on: '2025-12-01' } } as const;
const admit = {
  kind: 'admit',
  body,
  bodyKind: 'collective',
  persons: ['li', 'wang'],
  unknown: [],
  from: '2025-05-01',
} as const;
const remove = { kind: 'remove', body, person: 'li', on: '2025-12-01' } as const;

describe('an empty roll', () => {
  it('takes all who are admitted', () => given(rollDecider).when(admit).then(admitted('li'), admitted('wang')));
  it('takes nobody where one is unknown or named twice', () => {
    given(rollDecider)
      .when({ ...admit, unknown: ['wang'] })
      .refused({ code: 'person.unknown', field: 'persons[1]' });
    given(rollDecider)
      .when({ ...admit, persons: ['li', 'li'] })
      .refused('member.on-roll');
  });
  it('is none of an agency', () =>
    given(rollDecider)
      .when({ ...admit, bodyKind: 'agency' })
      .refused('member.no-roll'));
  it('has nobody to remove', () => given(rollDecider).when(remove).refused('member.not-on-roll'));
});

describe('a roll with a member', () => {
  it('does not take her twice', () =>
    given(rollDecider, admitted('li')).when(admit).refused({ code: 'member.on-roll', field: 'persons[0]' }));
  it('lets her go, not before she came', () => {
    given(rollDecider, admitted('li')).when(remove).then(removed);
    given(rollDecider, admitted('li'))
      .when({ ...remove, on: '2025-04-30' })
      .refused('dates.before-beginning');
  });
});

describe('a roll that somebody left', () => {
  it('may take her again', () =>
    given(rollDecider, admitted('li'), removed)
      .when({ ...admit, persons: ['li'], from: '2026-01-01' })
      .then(admitted('li', '2026-01-01')));
});

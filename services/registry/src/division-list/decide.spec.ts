import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { divisionListDecider } from './decide.ts';

const list = {
  list: '2024-06-30-abc',
  source: 'official list',
  effective: '2024-06-30',
  sha256: 'a'.repeat(64),
  rows: 3,
};
const imported = { type: 'division-list-imported', data: list } as const;
const completed = { type: 'division-list-completed', data: { list: list.list, refused: 0 } } as const;
const accept = { kind: 'import', list } as const;
const complete = { kind: 'complete', result: completed.data } as const;

describe('a list that is not known', () => {
  it('is accepted, also after an older one', () => {
    given(divisionListDecider).when(accept).then(imported);
    given(divisionListDecider)
      .when({ ...accept, newestEffective: '2023-06-30' })
      .then(imported);
  });
  it('is refused after a newer one', () =>
    given(divisionListDecider)
      .when({ ...accept, newestEffective: '2024-07-01' })
      .refused('division-list.older'));
  it('is not completed', () => given(divisionListDecider).when(complete).refused('division-list.unknown'));
});

describe('a list being written', () => {
  it('is not accepted again', () => given(divisionListDecider, imported).when(accept).then());
  it('is completed', () => given(divisionListDecider, imported).when(complete).then(completed));
});

describe('a completed list', () => {
  it('changes no more', () => {
    given(divisionListDecider, imported, completed).when(accept).then();
    given(divisionListDecider, imported, completed).when(complete).then();
  });
});

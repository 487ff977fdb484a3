import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { divisionDecider } from './decide.ts';

const code = '330302006044';
const division = { code, name: '鼓楼社区', level: 'village', parent: '330302006000', list: '1' } as const;
const registered = { type: 'division-registered', data: division } as const;
const abolition = { code, successors: ['330302006045'], list: '2', effective: '2024-06-30' };
const abolished = { type: 'division-abolished', data: abolition } as const;
const list = { kind: 'list', division } as const;
const renaming = {
  kind: 'list',
  division: { ...division, name: '新鼓楼社区', list: '2', effective: '2024-06-30' },
} as const;

describe('an unlisted division', () => {
  it('is registered', () => given(divisionDecider).when(list).then(registered));
  it('is not abolished', () => given(divisionDecider).when({ kind: 'abolish', abolition }).refused('division.unknown'));
});

describe('a listed division', () => {
  it('stays as it is under the same name', () => given(divisionDecider, registered).when(list).then());
  it('is renamed, with the name it had', () =>
    given(divisionDecider, registered)
      .when(renaming)
      .then({
        type: 'division-renamed',
        data: { code, name: '新鼓楼社区', formerly: '鼓楼社区', list: '2', effective: '2024-06-30' },
      }));
  it('is abolished, with its successors', () =>
    given(divisionDecider, registered).when({ kind: 'abolish', abolition }).then(abolished));
});

describe('an abolished division', () => {
  it('is not abolished twice', () =>
    given(divisionDecider, registered, abolished).when({ kind: 'abolish', abolition }).then());
  it('may be registered again', () =>
    given(divisionDecider, registered, abolished)
      .when(renaming)
      .then({ type: 'division-registered', data: renaming.division }));
});

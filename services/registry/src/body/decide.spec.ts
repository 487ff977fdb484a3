import { given } from '@cunjian/testing';
import { describe, expect, it } from '@jest/globals';
import { bodyId } from './body-id.ts';
import { committeeOf } from './committee.ts';
import { bodyDecider } from './decide.ts';

const division = '330302023200';
const body = `${division}-co`;
const record = {
  body,
  kind: 'collective',
  name: '老涂村股份经济合作社',
  division,
  predecessors: [],
  noticeBoards: ['老涂'],
  owesDisclosure: true,
  from: '2024-01-01',
} as const;
const data = { ...record, predecessors: [], noticeBoards: ['老涂'] };
const established = { type: 'body-established', data } as const;
const dissolution = { body, on: '2025-01-01', successors: [] };
const dissolved = { type: 'body-dissolved', data: dissolution } as const;
const establish = { kind: 'establish', body: data, level: 'village' } as const;

describe('a body that is not known', () => {
  it('is established', () => given(bodyDecider).when(establish).then(established));
  it('is refused in a division that no list has', () =>
    given(bodyDecider)
      .when({ ...establish, level: undefined })
      .refused('division.unknown'));
  it('is refused on the wrong level', () => {
    given(bodyDecider)
      .when({ ...establish, level: 'town' })
      .refused('body.wrong-level');
    given(bodyDecider)
      .when({ ...establish, body: { ...data, kind: 'agency' } })
      .refused('body.wrong-level');
  });
  it('is refused as one that owes disclosures where it keeps no books', () => {
    const branch = { ...data, kind: 'party-branch' } as const;
    given(bodyDecider)
      .when({ ...establish, body: branch })
      .refused('body.keeps-no-books');
    const event = { type: 'body-established', data: { ...branch, owesDisclosure: false } } as const;
    given(bodyDecider)
      .when({ ...establish, body: event.data })
      .then(event);
    given(bodyDecider, event)
      .when({ kind: 'change', change: { body, owesDisclosure: true } })
      .refused('body.keeps-no-books');
  });
  it('is refused for every reason at once', () =>
    given(bodyDecider)
      .when({ ...establish, level: 'county', body: { ...data, noticeBoards: ['老涂', '老涂'] } })
      .refused('body.repeated-notice-board', 'body.wrong-level'));
  it('does not change', () =>
    given(bodyDecider)
      .when({ kind: 'change', change: { body, name: '另一个' } })
      .refused('body.unknown'));
});

describe('an established body', () => {
  it('is not established again', () => given(bodyDecider, established).when(establish).refused('body.exists'));
  it('records what differs and nothing else', () => {
    given(bodyDecider, established)
      .when({ kind: 'change', change: { body, name: record.name, noticeBoards: ['老涂', '新涂'] } })
      .then({ type: 'body-changed', data: { body, noticeBoards: ['老涂', '新涂'] } });
    given(bodyDecider, established)
      .when({ kind: 'change', change: { body, name: record.name, noticeBoards: ['老涂'], owesDisclosure: true } })
      .then();
    given(bodyDecider, established)
      .when({ kind: 'change', change: { body, manyTransactions: true } })
      .then({ type: 'body-changed', data: { body, manyTransactions: true } });
  });
  it('is dissolved, not before it began', () => {
    given(bodyDecider, established).when({ kind: 'dissolve', dissolution }).then(dissolved);
    given(bodyDecider, established)
      .when({ kind: 'dissolve', dissolution: { ...dissolution, on: '2023-12-31' } })
      .refused('dates.before-beginning');
  });
});

describe('a dissolved body', () => {
  it('changes no more', () => {
    given(bodyDecider, established, dissolved)
      .when({ kind: 'change', change: { body, name: '另一个' } })
      .refused('body.dissolved');
    given(bodyDecider, established, dissolved).when({ kind: 'dissolve', dissolution }).refused('body.dissolved');
  });
});

describe('natural ids', () => {
  it('begin with the division', () => {
    expect(bodyId('villagers-committee', division)).toBe('330302023200-vc');
    expect(bodyId('group-collective', division, 3)).toBe('330302023200-gco-3');
  });
});

describe('the committee that the code implies', () => {
  it.each([
    ['330302023200', '老涂村委会', '330302023200-vc', '老涂村村民委员会'],
    ['330302023200', '老涂村', '330302023200-vc', '老涂村村民委员会'],
    ['330302023200', '老涂村村民委员会', '330302023200-vc', '老涂村村民委员会'],
    ['330302006044', '鼓楼社区', '330302006044-rc', '鼓楼社区居民委员会'],
    ['330302006044', '鼓楼社区居委会', '330302006044-rc', '鼓楼社区居民委员会'],
  ])('%s %s', (code, name, id, full) => expect(committeeOf(code, name)).toMatchObject({ body: id, name: full }));
  it('is none for a unit without one, and above villages', () => {
    expect(committeeOf('330326401498', '开发区虚拟社区')).toBeUndefined();
    expect(committeeOf('330302006000', '五马街道')).toBeUndefined();
  });
});

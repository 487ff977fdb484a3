import { describe, expect, it } from '@jest/globals';
import { levelOf, parentOf } from './code.ts';
import { compareLists } from './compare.ts';
import type { Division } from './division.ts';

const unit = (code: string, name: string): Division => {
  const parent = parentOf(code);
  return { code, name, level: levelOf(code), ...(parent === undefined ? {} : { parent }) };
};
const frame = [
  unit('330000000000', '浙江省'),
  unit('330300000000', '温州市'),
  unit('330304000000', '瓯海区'),
  unit('330304001000', '景山街道'),
];
const [a, b, c] = [unit('330304001201', '甲村'), unit('330304001202', '乙村'), unit('330304001203', '丙村')];

const compare = (before: Division[], after: Division[], successors: { code: string; replacedBy: string }[] = []) =>
  compareLists({ before: [...frame, ...before], after: [...frame, ...after], successors });

describe('a later list', () => {
  it('changes nothing where nothing changed', () => {
    expect(compare([a, b], [b, a])).toEqual({ registered: [], renamed: [], ended: [], proposals: [], unused: [] });
  });
  it('registers and renames', () => {
    const renamed = unit(a.code, '甲一村');
    expect(compare([a], [renamed, b])).toMatchObject({
      registered: [b],
      renamed: [{ division: renamed, formerName: '甲村' }],
      ended: [],
    });
  });
  it('abolishes what it lacks and nobody took over', () => {
    expect(compare([a, b], [a]).ended).toEqual([{ division: b, successors: [], as: 'abolished' }]);
  });
  it('merges two villages into one that was there, or into a new one', () => {
    const into = (target: Division) => [a, b].map(({ code }) => ({ code, replacedBy: target.code }));
    const ended = [a, b].map((division) => ({ division, successors: [c], as: 'merged' }));
    expect(compare([a, b, c], [c], into(c)).ended).toEqual(ended);
    expect(compare([a, b], [c], into(c))).toMatchObject({ registered: [c], ended });
  });
  it('moves a village under a new code', () => {
    const change = compare([a], [c], [{ code: a.code, replacedBy: c.code }]);
    expect(change).toMatchObject({
      registered: [c],
      ended: [{ division: a, successors: [c], as: 'moved' }],
      proposals: [],
    });
  });
  it('splits a village into several', () => {
    const parts = [b, c].map(({ code }) => ({ code: a.code, replacedBy: code }));
    expect(compare([a], [b, c], parts).ended).toEqual([{ division: a, successors: [b, c], as: 'split' }]);
  });
  it('proposes a successor of the same name nearby, and applies nothing by itself', () => {
    const again = unit('330304001210', '甲村');
    expect(compare([a], [again])).toMatchObject({
      ended: [{ as: 'abolished' }],
      proposals: [{ code: a.code, replacedBy: again.code }],
    });
    expect(compare([a], [again, unit('330304001211', '甲村')]).proposals).toEqual([]);
  });
  it('tells successors of which nothing can be made', () => {
    const useless = [
      { code: a.code, replacedBy: c.code },
      { code: b.code, replacedBy: '330304001299' },
      { code: c.code, replacedBy: '330304001000' },
    ];
    expect(compare([a, b, c], [a], useless).unused).toEqual(useless);
  });
  it('abolishes nothing in a county that it does not name', () => {
    const elsewhere = [unit('330305000000', '洞头区'), unit('330305001000', '北岙街道'), unit('330305001201', '丁村')];
    expect(compare([a, ...elsewhere], [a]).ended).toEqual([]);
    const whole = compareLists({ before: [...frame, ...elsewhere], after: frame, scopes: ['330300000000'] });
    expect(whole.ended.map(({ division }) => division.name)).toEqual(['洞头区', '北岙街道', '丁村']);
  });
});

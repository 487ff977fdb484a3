import { describe, expect, it } from '@jest/globals';
import { emptyQuestion, questionInput } from './draft.ts';

describe('a question as a form holds it', () => {
  it('has an option for each line that is not empty', () => {
    expect(questionInput({ ...emptyQuestion, kind: 'UP_TO', options: ' 修路 \n\n修桥\n', most: '1' })).toEqual({
      ...{ kind: 'UP_TO', options: [{ text: '修路' }, { text: '修桥' }], most: 1 },
    });
  });
  it('tells women by the mark behind their names', () => {
    const candidates = '张三\n李四（女）\nWang (f)\n赵女士';
    expect(questionInput({ ...emptyQuestion, kind: 'ELECTION', candidates, seats: '2' })).toMatchObject({
      candidates: [
        { name: '张三', woman: false },
        { name: '李四', woman: true },
        { name: 'Wang', woman: true },
        { name: '赵女士', woman: false },
      ],
    });
  });
});

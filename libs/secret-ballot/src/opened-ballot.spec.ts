import { describe, expect, it } from '@jest/globals';
import type { Choice, Question } from '@cunjian/contracts';
import fc from 'fast-check';
import { choiceBytesOf, settingOf } from './opened-ballot.ts';
import { padChoice } from './sealed/choice.ts';

const text = { digest: 'x' } as never;
const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 40 }), { minLength: 2, maxLength: 8 });

describe('what a choice is padded to', () => {
  it('is enough for every choice of yes or no, and no more', () => {
    const fits = (['for', 'against', 'abstain'] as const).map(
      (answer) =>
        padChoice({ kind: 'yes-no', answer } satisfies Choice, choiceBytesOf({ kind: 'yes-no' })) !== undefined,
    );
    expect(fits).toEqual([true, true, true]);
    expect(padChoice({ kind: 'yes-no', answer: 'against' }, choiceBytesOf({ kind: 'yes-no' }) - 1)).toBeUndefined();
  });

  it('is enough for every choice of up to k options', () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 255 }), (options, most, chosen) => {
        const question: Question = { kind: 'up-to', most, options: options.map((option) => ({ option, text })) };
        const some = options.filter((_, at) => (chosen >> at) & 1).slice(0, most);
        return padChoice({ kind: 'up-to', options: some }, choiceBytesOf(question)) !== undefined;
      }),
    );
  });

  it('is of the longest option where one is chosen', () => {
    const options = ['short', 'much longer'].map((option) => ({ option, text }));
    expect(choiceBytesOf({ kind: 'one-of', options })).toBe('{"kind":"one-of","options":["much longer"]}'.length);
  });
});

describe('the setting of an opened ballot', () => {
  const issuer = (key: string) => ({ issuer: key, hands: 'town', key, vkey: 'v' });
  const holder = (key: string) => ({ office: key, officeKind: 'committee-director' as never, person: key, key });
  const opened = {
    ballot: 'road',
    question: { kind: 'yes-no' as const },
    issuers: [issuer('n1'), issuer('n2')],
    holders: [holder('x1'), holder('x2'), holder('x3')],
  };

  it('has the keys in their order', () => {
    expect(settingOf(opened)).toEqual({
      ballot: 'road',
      issuers: ['n1', 'n2'],
      officers: ['x1', 'x2', 'x3'],
      choiceBytes: 36,
    });
  });

  it('is refused without two issuers and three officers', () => {
    expect(settingOf({ ...opened, issuers: opened.issuers.slice(1) })).toMatchObject({
      refused: [{ field: 'issuers' }],
    });
    expect(settingOf({ ...opened, holders: opened.holders.slice(1) })).toMatchObject({
      refused: [{ field: 'holders' }],
    });
  });
});

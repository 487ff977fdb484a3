import { describe, expect, it } from '@jest/globals';
import { refusalMessage, refusalRemedy, type RefusalTexts } from './refusals.ts';

const texts: RefusalTexts = {
  'ballot.closed': {
    zh: '{at} 已截止（{count} 人）',
    en: 'It closed at {at} ({count} people, {missing})',
    when: 'After the closing.',
    remedy: 'Nothing can be done after {at}.',
    remedyZh: '{at} 之后无法补投。',
  },
};
const refusal = { code: 'ballot.closed', params: { at: '2026-12-16T01:00:00.000Z', count: 3 } };

describe('a refusal', () => {
  it("tells instants by the village's clock, and leaves what it was not told", () => {
    expect(refusalMessage(texts, refusal, 'zh')).toBe('2026-12-16 09:00 已截止（3 人）');
    expect(refusalMessage(texts, refusal, 'en')).toBe(
      'It closed at 2026-12-16 09:00 (Beijing time) (3 people, {missing})',
    );
    expect(refusalRemedy(texts, refusal, 'zh')).toBe('2026-12-16 09:00 之后无法补投。');
  });

  it('without a text shows its code', () => {
    expect(refusalMessage(texts, { code: 'no.such', params: {} }, 'zh')).toBe('no.such');
    expect(refusalRemedy(texts, { code: 'no.such', params: {} }, 'en')).toBeUndefined();
  });
});

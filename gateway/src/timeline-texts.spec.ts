import { describe, expect, it } from '@jest/globals';
import { contracts } from '@cunjian/contracts';
import { timelineText } from './timeline-texts.ts';

const names = Object.values(contracts).flatMap((events) => Object.keys(events));

describe('timeline texts', () => {
  it.each(names)('%s has words in both languages, whether its data may be seen or not', (name) => {
    for (const language of ['zh', 'en'] as const) {
      const text = timelineText({ name, data: null }, language);
      expect(text).not.toBe(name);
      expect(text).not.toMatch(/[[\]{}]|undefined/);
      expect(/\p{Script=Han}/u.test(text)).toBe(language === 'zh');
    }
  });

  it('fill in what the reader may see', () => {
    const posted = {
      name: 'disclosure-posted',
      data: { place: '上村', from: '2026-04-02', to: '2026-04-10' },
      body: '红旗村',
    };
    expect(timelineText(posted, 'zh')).toBe('红旗村：张贴财务公开：上村，2026-04-02 至 2026-04-10');
    expect(timelineText({ ...posted, data: { place: '上村' } }, 'zh')).toBe('红旗村：张贴财务公开');
    const asked = { name: 'opinion-requested', data: { due: { lastDay: '2026-04-20' } } };
    expect(timelineText(asked, 'en')).toBe('The supervisors were asked for their opinion by 2026-04-20');
  });

  it('shows an event it has no words for by its name', () => {
    expect(timelineText({ name: 'moon-landed', data: null }, 'zh')).toBe('moon-landed');
  });
});

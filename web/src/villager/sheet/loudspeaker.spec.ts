import { describe, expect, it } from '@jest/globals';
import { lineOf, tillOf, versionOf } from '../../../test/figures.ts';
import { loudspeakerText, maxSpokenChars, type Spoken } from './loudspeaker.ts';

const spoken = (given: Partial<Spoken> = {}): Spoken => ({
  village: '红星村',
  body: '红星村村民委员会',
  period: '2026年第一季度',
  version: versionOf([tillOf([lineOf('1', { summary: '付村道维修款', payee: '王小明', payment: 30_000 })])], {
    opinion: { verdict: 'APPROVE', reasons: null, at: '' },
  }),
  objectUntil: '4月20日',
  places: ['文化礼堂前'],
  ...given,
});

describe('the text for the loudspeaker', () => {
  it('says whose books, what there was, what is left, for what, where to read it and until when to object', () => {
    expect(loudspeakerText(spoken())).toBe(
      '红星村的乡亲们请注意，现在广播红星村村民委员会2026年第一季度财务公开。期初有一千元，收进零元，付出三百元，现在还剩七百元。' +
        '花钱最多的是：付村道维修款三百元。村务监督委员会审核同意。全部明细张贴在文化礼堂前，也可以在手机上查看和核验。' +
        '有异议请在4月20日前提出。广播完了，谢谢大家。',
    );
  });

  it.each([
    ['芙蓉村委会', '芙蓉村的乡亲们'],
    ['红军社区居委会', '红军社区的乡亲们'],
    ['红星村', '红星村的乡亲们'],
  ])('calls %s as people do', (village, called) => expect(loudspeakerText(spoken({ village }))).toContain(called));

  it('never names a payee', () => {
    expect(loudspeakerText(spoken())).not.toContain('王');
  });

  it('lasts a minute, however long the summaries are, and always ends properly', () => {
    const lines = [1, 2, 3].map((n) => lineOf(String(n), { summary: '很长的摘要'.repeat(20), payment: n * 100 }));
    const text = loudspeakerText(spoken({ version: versionOf([tillOf(lines)]) }));
    expect(text.length).toBeLessThanOrEqual(maxSpokenChars);
    expect(text).toMatch(/广播完了，谢谢大家。$/);
  });

  it('says before the posting how long one will be able to object', () => {
    const before = (unit: 'CALENDAR' | 'WORKING') =>
      loudspeakerText(spoken({ objectUntil: undefined, objectFor: { days: 5, unit }, places: [] }));
    expect(before('CALENDAR')).toContain('有异议请在张贴之日起五日内提出。');
    expect(before('WORKING')).toContain('有异议请在张贴之日起五个工作日内提出。');
  });

  it('says that it was corrected, that the supervisors objected, that nobody posted it and the window is closed', () => {
    const version = versionOf([tillOf([])], {
      version: 2,
      opinion: { verdict: 'OBJECT', reasons: '少一张发票', at: '' },
    });
    const text = loudspeakerText(spoken({ version, objectUntil: undefined, places: [] }));
    expect(text).toContain('这是更正后的第2版');
    expect(text).toContain('提出了不同意见');
    expect(text).toContain('全部明细可以在手机上查看和核验。有疑问可以随时提问。');
  });
});

import { describe, expect, it } from '@jest/globals';
import { createI18n } from 'vue-i18n';
import { lineOf, tillOf, versionOf } from '../../../test/figures.ts';
import { disclosureEn } from './texts.en.ts';
import { disclosureZh } from './texts.zh.ts';
import { summaryOf, summaryWords } from './summary.ts';

const wordsIn = (locale: 'zh' | 'en') => {
  const { t } = createI18n({
    legacy: false,
    locale,
    messages: { zh: { villager: { disclosure: disclosureZh } }, en: { villager: { disclosure: disclosureEn } } },
  }).global;
  return (version: Parameters<typeof summaryOf>[0]) =>
    summaryWords(summaryOf(version), '红星村村民委员会', '2026年第一季度', t);
};
const words = wordsIn('zh');

const rent = lineOf('rent', { kind: 'INCOME', receipt: 500_000 });
const road = lineOf('road', { payment: 300_000 });
const pens = lineOf('pens', { payment: 1_250 });

describe('a disclosure in plain words', () => {
  it('says what was there, came in, went out and is left, and what of it was earned and spent', () => {
    expect(words(versionOf([tillOf([rent, road, pens])]))).toEqual([
      '2026年第一季度，红星村村民委员会账上原有 1,000.00 元，收进 5,000.00 元，付出 3,012.50 元，现在还剩 2,987.50 元。',
      '其中真正的收入 5,000.00 元、支出 3,012.50 元，收支相抵结余 1,987.50 元。',
    ]);
  });

  it('tells money that only passes through apart from income and expenditure', () => {
    const deposit = lineOf('deposit', { kind: 'CURRENT_ACCOUNT', receipt: 20_000 });
    const moved = lineOf('moved', { kind: 'INTERNAL_TRANSFER', payment: 7_000 });
    const [, surplus, other] = words(versionOf([tillOf([deposit, moved])]));
    expect(surplus).toContain('收入 0.00 元、支出 0.00 元');
    expect(other).toContain('收进 200.00 元，付出 70.00 元');
  });

  it('says when more was spent than earned', () => {
    expect(words(versionOf([tillOf([road])]))[1]).toContain('支出比收入多 3,000.00 元');
  });

  it('names red entries, and every difference with its explanation', () => {
    const red = lineOf('red', { payment: -1_250 });
    const till = tillOf([road, red], {
      difference: { amount: -100, explanation: '银行手续费漏记' },
      openingDifference: { amount: 5, explanation: null },
    });
    const said = words(versionOf([till])).slice(2);
    expect(said).toEqual([
      '有 1 笔红字，是对以前账目的冲正。',
      '“基本户”有 -1.00 元对不上，说明：银行手续费漏记',
      '“基本户”有 0.05 元对不上，说明：',
    ]);
  });

  it('says that nothing happened where nothing did', () => {
    expect(words(versionOf([tillOf([])]))).toEqual([
      '2026年第一季度，红星村村民委员会没有发生收支，账上还有 1,000.00 元。',
    ]);
  });

  it('says the same in English', () => {
    const said = wordsIn('en')(versionOf([tillOf([rent, road, pens])]));
    expect(said).toHaveLength(2);
    expect(said[0]).toContain('5,000.00 yuan came in, 3,012.50 yuan went out, and 2,987.50 yuan are left');
  });

  it('names the largest three of each, red entries never among them', () => {
    const many = [1, 5, 3, 4].map((n) => lineOf(`e${n}`, { payment: n * 100 }));
    const summary = summaryOf(versionOf([tillOf([...many, rent, lineOf('red', { payment: -900 })])]));
    expect(summary.biggestExpenditure.map(({ line }) => line.id)).toEqual(['e5', 'e4', 'e3']);
    expect(summary.biggestIncome.map(({ amount }) => amount)).toEqual([500_000]);
  });
});

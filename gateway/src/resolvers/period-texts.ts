import type { Language } from '@cunjian/contracts';

const quarters = ['一', '二', '三', '四'];

/** `2026Q1`: 2026年第一季度; `2026-03`: 2026年3月; `2026`: 2026年度. */
export const periodText = (period: string, language: Language): string => {
  const [, year, quarter, month] = /^(\d{4})(?:Q([1-4])|-(\d{2}))?$/.exec(period) ?? [];
  if (year === undefined) return period;
  if (quarter !== undefined)
    return language === 'zh' ? `${year}年第${quarters[Number(quarter) - 1]}季度` : `${year}, quarter ${quarter}`;
  if (month !== undefined) return language === 'zh' ? `${year}年${Number(month)}月` : `${year}-${month}`;
  return language === 'zh' ? `${year}年度` : year;
};

export const disclosureTitle = (body: string, period: string, language: Language): string =>
  language === 'zh'
    ? `${body}${periodText(period, language)}财务公开`
    : `Finance disclosure of ${body}, ${periodText(period, language)}`;

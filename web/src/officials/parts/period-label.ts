import { i18n } from '../../i18n/index.ts';
import { calendarPeriod } from '../period.ts';

/** `2026Q1` → 2026年第1季度. A matter is called by its title, not by its key. */
export const periodLabel = (key: string): string => {
  const { t } = i18n.global;
  const period = calendarPeriod(key);
  return period === undefined
    ? t('officials.period.matter')
    : t(`officials.period.${period.kind}Of`, { year: period.year, number: period.number });
};

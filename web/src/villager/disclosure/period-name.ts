type Translate = (key: string, params: Record<string, unknown>) => string;

/** `2026Q1`: 2026年第一季度. A matter has no period in the calendar: its own title. */
export const periodName = (
  { period, title }: { readonly period: string; readonly title: string },
  t: Translate,
): string => {
  const [, year, quarter, month] = /^(\d{4})(?:Q([1-4])|-(\d{2}))?$/.exec(period) ?? [];
  if (year === undefined) return title;
  if (quarter !== undefined) return t(`villager.disclosure.quarter.${quarter}`, { year });
  if (month !== undefined) return t('villager.disclosure.monthOf', { year, month: Number(month) });
  return t('villager.disclosure.yearOf', { year });
};

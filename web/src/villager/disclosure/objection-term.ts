import type { ObjectionWindow } from './queries.ts';

type Translate = (key: string, values: Readonly<Record<string, unknown>>) => string;

/** `5 日`, `5 个工作日`: as long as the rule gives for objections. */
export const termOf = ({ unit, days }: Pick<ObjectionWindow, 'unit' | 'days'>, t: Translate): string =>
  t(`term.${unit}`, { days });

/** As a law is quoted: `农村集体资产管理条例第十条；…`. */
export const citationOf = ({ rules }: Pick<ObjectionWindow, 'rules'>): string =>
  [...new Set(rules.map(({ citation }) => citation))].join('；');

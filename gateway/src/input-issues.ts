import type { Language } from '@cunjian/contracts';
import { z } from 'zod';

type Issue = z.core.$ZodIssue;

const { localeError } = z.locales.zhCN();

const inChinese = (issue: Issue): string => {
  if (issue.code === 'custom') return `不符合要求（${issue.message}）`;
  // What came instead is not kept with the issue.
  if (issue.code === 'invalid_type') return `应为 ${issue.expected}`;
  const told = localeError({ ...issue, input: undefined });
  return (typeof told === 'string' ? told : told?.message) ?? issue.message;
};

/** What a service's schema found wrong, in words. */
export const issueText = (issue: Issue, language: Language): string =>
  language === 'zh' ? inChinese(issue) : issue.message;

const maxShownValue = 80;

/** What stands at a path of an input, as text; undefined for what is no text or number, or not there. */
export const valueAt = (input: unknown, path: readonly PropertyKey[]): string | undefined => {
  let value = input;
  for (const key of path)
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, maxShownValue) : undefined;
};

import type { Language } from '@cunjian/contracts';
import { uncleanText } from '@cunjian/personal-data';
import { z } from 'zod';

type Issue = z.core.$ZodIssue;

const { localeError } = z.locales.zhCN();

const types: Readonly<Record<string, string>> = {
  ...{ string: '文本', number: '数字', int: '整数', boolean: '是或否', array: '列表', object: '对象' },
};
/** What schemas of the services say in words of their own. */
const customs: Readonly<Record<string, string>> = {
  [uncleanText]: '不能含有控制字符，也不能含有改变文字方向的字符',
  'a date YYYY-MM-DD': '应为 YYYY-MM-DD 格式的日期',
  'a part is not larger than its whole': '部分不能大于整体',
};

const inChinese = (issue: Issue): string => {
  if (issue.code === 'custom') return customs[issue.message] ?? '不符合要求';
  // What came instead is not kept with the issue.
  if (issue.code === 'invalid_type') return `应为${types[issue.expected] ?? ` ${issue.expected}`}`;
  if (issue.code === 'invalid_format' && issue.format === 'regex') return customs[issue.message] ?? '格式不对';
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

import { describe, expect, it } from '@jest/globals';
import { standardMessage } from './standard-errors.ts';

describe('a message of the GraphQL library, in Chinese', () => {
  it.each([
    ['DivisionCode must be 12 digits, not "12"', '应为 12 位数字，而不是 "12"'],
    [
      'Variable "$i" got invalid value 1.5 at "i.content.accounts[0].opening"; Fen must be a whole number of fen, not 1.5',
      '变量 $i（i.content.accounts[0].opening）的值 1.5 不正确：应为 以分为单位的整数，而不是 1.5',
    ],
    [
      'Variable "$n" got invalid value "a; b"; Int cannot represent non-integer value: "a; b"',
      '变量 $n 的值 "a; b" 不正确：应为整数，而不是 "a; b"',
    ],
    [
      'Variable "$i" got invalid value {} at "i.content"; Field "accounts" of required type "[AccountSectionInput!]!" was not provided.',
      '变量 $i（i.content）的值 {} 不正确：缺少字段 accounts（类型 [AccountSectionInput!]!）',
    ],
    ['Something nobody foresaw', '请求有误：Something nobody foresaw'],
  ])('%s', (message, zh) => {
    expect(standardMessage(message, 'zh')).toBe(zh);
    expect(standardMessage(message, 'en')).toBe(message);
  });
});

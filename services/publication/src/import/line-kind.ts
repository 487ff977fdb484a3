import type { LineKind } from '@cunjian/contracts';

/** What a village may write in a column 类型. */
const named: readonly (readonly [RegExp, LineKind])[] = [
  [/内部转账|转账|调拨|提现|存现|内转/, 'internal-transfer'],
  [/往来|借款|还款|押金|代收|代付|暂收|暂付|专项/, 'current-account'],
  [/支出|支付|付款|费用/, 'expenditure'],
  [/收入|收款|进账/, 'income'],
];

/** Ranges of the accounts of 财会〔2023〕14号: 50x is income, 51x and 521 expenditure, 10x the money itself. */
const byCode = (code: string): LineKind | undefined => {
  if (/^50[1-4]/.test(code)) return 'income';
  if (/^5(1[1-5]|21)|^401/.test(code)) return 'expenditure';
  if (/^10[12]/.test(code)) return 'internal-transfer';
  return /^[1234]\d\d/.test(code) ? 'current-account' : undefined;
};

const byAccount: readonly (readonly [RegExp, LineKind])[] = [
  [/库存现金|银行存款|现金|存款/, 'internal-transfer'],
  [/应收|应付|内部往来|往来|借款|专项应付|一事一议|押金|代收|代付|保证金/, 'current-account'],
  [/支出|费用|成本|税金/, 'expenditure'],
  [/收入|收益/, 'income'],
];

const match = (table: readonly (readonly [RegExp, LineKind])[], text: string): LineKind | undefined =>
  table.find(([pattern]) => pattern.test(text))?.[1];

/** Of a word in the column 类型; undefined where it says none of the four. */
export const statedKind = (stated: string): LineKind | undefined => match(named, stated);

/** By the account of the chart, else by the side of the amount. */
export const kindByAccount = (account: string | null | undefined, isReceipt: boolean): LineKind => {
  const code = /\d{3,}/.exec(account ?? '')?.[0];
  const told = (code === undefined ? undefined : byCode(code)) ?? match(byAccount, account ?? '');
  if (told === undefined) return isReceipt ? 'income' : 'expenditure';
  // An account of expenditure on the side of receipts is money that came back, and the other way round.
  const isOtherSide = isReceipt ? told === 'expenditure' : told === 'income';
  return isOtherSide ? 'current-account' : told;
};

import type { RefusalTexts } from '@cunjian/contracts';
import { text } from './text.ts';

/** What is wrong with the figures of a disclosure. Each names its field; all are told at once. */
export const figureRefusals: RefusalTexts = {
  'disclosure.does-not-add-up': text(
    '账户“{account}”不平：期初 {opening} + 收入 {receipts} − 支出 {payments} ≠ 期末 {closing}，相差 {difference} 元',
    'Account “{account}” does not add up: opening {opening} + receipts {receipts} − payments {payments} ≠ closing {closing}; the difference is {difference} yuan',
    'Opening plus receipts less payments of a cash or bank account is not its closing, and no difference was stated.',
    'Look for the line that is missing, twice or on the wrong side. If the paper must be published as it is, state the difference and explain it.',
    '查找漏记、重复或收支方向写反的行；确须照原样公开的，写明差额并说明原因。',
  ),
  'disclosure.difference-misstated': text(
    '账户“{account}”说明的差额 {stated} 元与实际差额 {difference} 元不符',
    'The difference stated for account “{account}” is {stated} yuan, the real one {difference}',
    'A difference was stated that is not the real one, or none is there to state.',
    'State the real difference, or leave it out where the account adds up.',
    '写明实际差额；账户已平的，删去差额。',
  ),
  'disclosure.opening-differs': text(
    '账户“{account}”的期初余额 {opening} 与上期公开的期末余额 {closing} 不一致，相差 {difference} 元',
    'The opening {opening} of account “{account}” is not the closing {closing} last published; the difference is {difference} yuan',
    'The opening of an account differs from the closing that the disclosure before ({disclosure}) published, and no such difference was stated.',
    'Correct the opening, correct the earlier disclosure, or state the difference and explain it.',
    '改正期初，或先更正上期公开，或写明差额并说明原因。',
  ),
  'disclosure.account-missing': text(
    '缺少账户“{account}”，上期公开的余额为 {closing} 元',
    'Account “{account}” is missing; {closing} yuan were last published in it',
    'An account that held money in the disclosure before ({disclosure}) is not in this one.',
    'Add the account with its opening and what became of the money, even if it was closed.',
    '补上该账户及其期初和资金去向，已销户也要写。',
  ),
  'disclosure.account-twice': text(
    '账户“{account}”（账套“{book}”）出现两次',
    'Account “{account}” of book “{book}” is there twice',
    'Two sections name the same account of the same book.',
    'Put all lines of an account into one section.',
    '同一账户的各行归入同一部分。',
  ),
  'disclosure.line-outside-period': text(
    '凭证 {voucher}（第 {entry} 行）的日期 {date} 不在公开期间 {from} 至 {to} 内',
    'Voucher {voucher}, line {entry}: {date} is not between {from} and {to}',
    'A line has a date outside the period of the disclosure.',
    'Correct the date, or put the line into the disclosure of its own period.',
    '改正日期，或归入所属期间的公开。',
  ),
  'disclosure.both-sides': text(
    '凭证 {voucher}（第 {entry} 行）同时有收入 {receipt} 和支出 {payment}',
    'Voucher {voucher}, line {entry} has a receipt of {receipt} and a payment of {payment}',
    'A line has amounts on both sides.',
    'Make it two lines, one a side.',
    '分成两行，一收一支。',
  ),
  'disclosure.no-amount': text(
    '凭证 {voucher}（第 {entry} 行）没有金额',
    'Voucher {voucher}, line {entry} has no amount',
    'A line has neither a receipt nor a payment.',
    'Enter the amount, or delete the line.',
    '填写金额，或删去该行。',
  ),
  'disclosure.wrong-side': text(
    '凭证 {voucher}（第 {entry} 行）的类型（{kind}）与收支方向不符',
    'Voucher {voucher}, line {entry}: its kind ({kind}) does not go with the side of its amount',
    'A line of income has a payment, or a line of expenditure a receipt.',
    'Money that comes back or is passed on is a current account 往来; what corrects an earlier line is a red entry with a negative amount.',
    '代收代付、退回写“往来”；冲销写红字（负数）。',
  ),
  'disclosure.red-entry-unexplained': text(
    '凭证 {voucher}（第 {entry} 行）是红字 {amount}，须注明所冲销的凭证',
    'Voucher {voucher}, line {entry} is a red entry of {amount} and must name what it corrects',
    'A line with a negative amount names no line or voucher that it corrects.',
    'Enter the voucher that it corrects.',
    '写明所冲销的凭证号。',
  ),
  'disclosure.bad-amount': text(
    '{amount} 分不是有效金额（最多 {limit} 元，精确到分）',
    '{amount} fen is no amount: whole fen, at most {limit} yuan',
    'An amount has a fraction of a fen, or is beyond 10 billion yuan.',
    'Look for an account or voucher number in the place of the amount.',
    '检查是否把账号或凭证号填进了金额栏。',
  ),
  'disclosure.line-id-twice': text(
    '行号“{line}”出现两次',
    'The line id “{line}” is there twice',
    'Two lines of a disclosure have the same id, so that an objection could not tell them apart.',
    'Leave the id of new lines out.',
    '新增的行不填行号。',
  ),
  'disclosure.voucher-line-twice': text(
    '账套“{book}”{month} 的凭证 {voucher} 第 {entry} 行出现两次',
    'Voucher {voucher}, line {entry} of {month} in book “{book}” is there twice',
    'Within one month of one book each voucher line may be there once.',
    'Number the lines of a voucher, or delete the one that was entered twice.',
    '给同一凭证的各行编号，或删去重复行。',
  ),
  'disclosure.too-large': text(
    '{what} 有 {count} 项，超过上限 {limit}',
    'There are {count} {what}; the limit is {limit}',
    'A disclosure has more accounts, lines, rows or attachments than one record holds.',
    'Disclose by month, or put details into an attachment.',
    '按月公开，或把明细放进附件。',
  ),
};

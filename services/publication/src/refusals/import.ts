import type { RefusalTexts } from '@cunjian/contracts';
import { text } from './text.ts';

/** What is wrong with a file beyond its cells (`table.*`) and its figures (`disclosure.*`). */
export const importRefusals: RefusalTexts = {
  'import.unknown-village': text(
    '找不到“{village}”对应的单位。可选：{names}',
    'No body is meant by “{village}”; there are {names}',
    'The column 村 or the name of a sheet fits none of the bodies that the importer works for.',
    'Write the name as in the list, or the 12-digit code; for a body of another agency ask that agency.',
    '按列表中的名称或 12 位代码填写；属于其他代理机构的请联系该机构。',
  ),
  'import.ambiguous-village': text(
    '“{village}”可能指多个单位或重复出现：{names}',
    '“{village}” may mean more than one body, or is there twice: {names}',
    'A name in the file fits several bodies, or two names of the file mean the same one.',
    'Write the full name of the body, the same in every row.',
    '写单位全称，各行一致。',
  ),
  'import.too-many-villages': text(
    '文件中有 {count} 个村，超过上限 {limit}',
    'The file has {count} villages; the limit is {limit}',
    'One file has more villages than a township.',
    'Split the file. Check that the column 村 holds names of villages.',
    '拆分文件；检查“村”列填的是否村名。',
  ),
  'import.busy': text(
    '正在读取的文件太多，请稍后再试',
    'Too many files are being read: try again in a moment',
    'More files wait to be read than the server takes.',
    'Send the same again after a minute.',
    '一分钟后重新发送。',
  ),
  'import.too-large': text(
    '文件内容过大，无法读取',
    'The file holds more than can be read',
    'A file takes more memory than one import has.',
    'Split it, and delete sheets and columns that are not needed.',
    '拆分文件，删去不需要的工作表和列。',
  ),
  'import.no-opening': text(
    '工作表“{sheet}”第 {row} 行附近：没有期初余额，也没有余额列',
    'Sheet “{sheet}”, near row {row}: neither an opening nor a column of balances',
    'The file does not tell the opening of an account, and nothing was published of it before.',
    'Add a row 期初余额 above the lines, or a column 余额.',
    '在明细上方加一行“期初余额”，或加“余额”列。',
  ),
  'import.balance-differs': text(
    '工作表“{sheet}”第 {row} 行 {column} 列：余额 {stated} 与按收支计算的 {computed} 相差 {difference} 元',
    'Sheet “{sheet}”, row {row}, column {column}: the balance {stated} is not the computed {computed}; the difference is {difference} yuan',
    'From this row on the balances of the file differ from its receipts and payments.',
    'Look at the amount of this row, and for a row missing above it.',
    '核对本行金额，以及与上一行之间是否漏行。',
  ),
  'import.total-differs': text(
    '工作表“{sheet}”第 {row} 行 {column} 列：合计 {stated} 与明细之和 {computed} 不符',
    'Sheet “{sheet}”, row {row}, column {column}: the total {stated} is not the sum {computed} of its lines',
    'A row 合计 says something else than the rows above it, those since the last 合计, or those of its month.',
    'Look for the line that is missing or twice, or delete the row: totals are computed.',
    '查找漏记或重复的行，或删去合计行：合计由系统计算。',
  ),
  'import.unknown-kind': text(
    '工作表“{sheet}”第 {row} 行 {column} 列：“{value}”不是收支类型（收入、支出、往来、内部转账）',
    'Sheet “{sheet}”, row {row}, column {column}: “{value}” is none of 收入, 支出, 往来, 内部转账',
    'The column 类型 holds another word.',
    'Write one of the four, or leave the column out: then the account or the side of the amount tells.',
    '填收入、支出、往来或内部转账，或删去该列，由科目或收支方向判断。',
  ),
  'import.bad-text': text(
    '工作表“{sheet}”第 {row} 行 {column} 列：文字过长（{problem}）',
    'Sheet “{sheet}”, row {row}, column {column}: the text is too long ({problem})',
    'A text is longer than its field.',
    'Shorten it; attach longer documents.',
    '缩短文字，详细内容放进附件。',
  ),
};

import type { Language } from '../../preferences.ts';

/** What to do about a finding in a file, by its code; docs/refusals.md says the same at length. */
export const remedies: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'table.bad-amount': {
    zh: '改成数字，如 1234.50；文字说明写进摘要。',
    en: 'Write a number such as 1234.50; words belong into the summary.',
  },
  'table.amount-fraction': { zh: '金额精确到分，保留两位小数。', en: 'Amounts are exact to the fen: two decimals.' },
  'table.amount-comma': { zh: '去掉逗号，或按千位分隔。', en: 'Remove the comma, or put it between thousands.' },
  'table.amount-too-large': {
    zh: '检查是否把账号或凭证号填进了金额栏。',
    en: 'Look for an account or voucher number in the place of the amount.',
  },
  'table.bad-date': { zh: '写成 2026-03-05 或 2026年3月5日。', en: 'Write it as 2026-03-05.' },
  'table.bad-characters': {
    zh: '删去看不见的字符，重新输入。',
    en: 'Delete the invisible characters and type it again.',
  },
  'table.text-too-long': { zh: '缩短文字，详细内容放进附件。', en: 'Shorten it; details belong into an attachment.' },
  'table.number-lost-digits': {
    zh: '把该列设为文本格式，再重新输入。',
    en: 'Format the column as text, then type the number again.',
  },
  'table.missing-value': { zh: '补填该单元格。', en: 'Fill the cell.' },
  'table.no-header': { zh: '在数据上方用一行写明列名。', en: 'Name the columns in one row above the data.' },
  'table.missing-column': {
    zh: '补上该列，或改用认可的列名。',
    en: 'Add the column, or give it one of the accepted names.',
  },
  'table.duplicate-column': { zh: '删去或改名其中一列。', en: 'Delete or rename one of them.' },
  'table.empty': { zh: '选择有数据的文件，保存后再上传。', en: 'Choose the file with the data, and save it first.' },
  'table.old-format': {
    zh: '用 Excel 或 WPS 打开，另存为 .xlsx。',
    en: 'Open it in Excel or WPS and save it as .xlsx.',
  },
  'table.encrypted': { zh: '打开文件，去掉密码，另存为 .xlsx。', en: 'Remove the password and save it as .xlsx.' },
  'table.not-a-table': {
    zh: '请上传 .xlsx 或 .csv；扫描件作为附件上传。',
    en: 'Send .xlsx or .csv; scans are attachments.',
  },
  'table.bad-encoding': { zh: '另存为 CSV UTF-8 或 .xlsx。', en: 'Save it as CSV UTF-8, or as .xlsx.' },
  'table.formula-error': { zh: '改正公式，或只粘贴数值。', en: 'Mend the formula, or paste the values.' },
  'import.unknown-village': {
    zh: '按列表中的名称或 12 位代码填写。',
    en: 'Write a name from the list, or the 12-digit code.',
  },
  'import.ambiguous-village': {
    zh: '写单位全称，各行一致。',
    en: 'Write the full name of the body, the same in every row.',
  },
  'import.no-opening': {
    zh: '在明细上方加一行“期初余额”，或加“余额”列。',
    en: 'Add a row 期初余额 above the lines, or a column 余额.',
  },
  'import.balance-differs': {
    zh: '核对本行金额，以及上一行之间是否漏行。',
    en: 'Look at the amount of this row, and for a row missing above it.',
  },
  'import.total-differs': {
    zh: '查找漏记或重复的行，或删去合计行。',
    en: 'Look for a line that is missing or twice, or delete the total.',
  },
  'import.unknown-kind': { zh: '填收入、支出、往来或内部转账。', en: 'Write 收入, 支出, 往来 or 内部转账.' },
  'disclosure.does-not-add-up': {
    zh: '查找漏记、重复或收支方向写反的行。',
    en: 'Look for a line that is missing, twice or on the wrong side.',
  },
  'disclosure.opening-differs': {
    zh: '改正期初；若上期有误，先更正上期。',
    en: 'Correct the opening; if the last period was wrong, correct that first.',
  },
  'disclosure.account-missing': {
    zh: '补上该账户及其期初和去向，已销户也要写。',
    en: 'Add the account with its opening and what became of the money.',
  },
  'disclosure.line-outside-period': {
    zh: '改正日期，或归入所属期间。',
    en: 'Correct the date, or put the line into its own period.',
  },
  'disclosure.both-sides': { zh: '分成两行，一收一支。', en: 'Make it two lines, one a side.' },
  'disclosure.no-amount': { zh: '填金额，或删去该行。', en: 'Enter the amount, or delete the line.' },
  'disclosure.wrong-side': {
    zh: '代收代付、退回写“往来”；冲销写红字（负数）。',
    en: 'Money passed on is a current account; what corrects a line is a negative amount.',
  },
  'disclosure.red-entry-unexplained': { zh: '写明所冲销的凭证号。', en: 'Enter the voucher that it corrects.' },
  'disclosure.voucher-line-twice': {
    zh: '给同一凭证的各行编号，或删去重复行。',
    en: 'Number the lines of the voucher, or delete the one entered twice.',
  },
  'disclosure.exists': {
    zh: '打开已有的公开：修改草稿，或更正已公开的。',
    en: 'Open it: revise the draft, or correct what was published.',
  },
  'disclosure.not-a-draft': { zh: '先退回草稿，再导入。', en: 'Return it to draft first, then import again.' },
  'personal-data.in-prose': {
    zh: '删去身份证号、手机号、银行账号；姓名写进收款人栏。',
    en: 'Delete identity, phone and bank numbers; a name belongs into the payee column.',
  },
};

export const remedyOf = (code: string, language: Language): string | undefined => remedies[code]?.[language];

import type { RefusalTexts } from '@cunjian/contracts';

const where = {
  zh: '工作表“{sheet}”第 {row} 行 {column} 列（{header}）',
  en: 'Sheet “{sheet}”, row {row}, column {column} ({header})',
};

const atCell = (zh: string, en: string, when: string, remedy: string, remedyZh: string) => ({
  zh: `${where.zh}：${zh}`,
  en: `${where.en}: ${en}`,
  when,
  remedy,
  remedyZh,
});

const cellRefusals: RefusalTexts = {
  'table.bad-amount': atCell(
    '“{value}”不是金额',
    '“{value}” is no amount',
    'A cell of an amount column holds letters, Chinese numerals, an exponent, two signs or leading zeros.',
    'Write figures as 1234.50 or 1,234.50; negative as -123.45, (123.45) or 红字123.45.',
    '写成数字，如 1234.50 或 1,234.50；负数写成 -123.45、(123.45) 或红字123.45。文字说明写进摘要。',
  ),
  'table.amount-fraction': atCell(
    '“{value}”不足一分，金额最多两位小数',
    '“{value}” has a fraction of a fen',
    'An amount has more decimals than whole fen need: two in yuan, six in 万元.',
    'Round to the fen as in the voucher; 1.234 meant as one thousand is written 1,234.',
    '金额精确到分，按凭证保留两位小数；一千二百三十四写成 1,234。',
  ),
  'table.amount-comma': atCell(
    '“{value}”的逗号位置不对',
    'the commas of “{value}” are not between thousands',
    'Commas stand elsewhere than between groups of three digits, so the amount could mean two things.',
    'Take the commas out, and write decimals with a point.',
    '去掉逗号，小数点用“.”。',
  ),
  'table.amount-too-large': atCell(
    '“{value}”过大',
    '“{value}” is too large',
    'An amount is beyond 90 thousand billion yuan.',
    'Look for an account or voucher number in the amount column.',
    '检查是否把账号或凭证号填进了金额栏。',
  ),
  'table.bad-date': atCell(
    '“{value}”不是有效日期',
    '“{value}” is no valid date',
    'A cell of a date column holds a day that does not exist, no year, a year of two digits, or another form.',
    'Write the date as 2026-03-05, 2026/3/5 or 2026年3月5日.',
    '写成 2026-03-05、2026/3/5 或 2026年3月5日。',
  ),
  'table.bad-characters': atCell(
    '含有不可见的控制字符',
    'holds control characters or text direction overrides',
    'A text holds characters that are not seen, or that make it show as something else.',
    'Type the text anew.',
    '删去看不见的字符，重新输入。',
  ),
  'table.text-too-long': atCell(
    '超过 {limit} 个字符',
    'is longer than {limit} characters',
    'A text is longer than a cell may be.',
    'Shorten the text; attach longer documents.',
    '缩短文字，详细内容放进附件。',
  ),
  'table.number-lost-digits': atCell(
    '“{value}”按数字保存，末尾几位已丢失',
    '“{value}” was saved as a number and has lost its last digits',
    'A number of more than 15 digits (identity or account number) stands in a cell formatted as a number.',
    'Format the column as text and enter the number again.',
    '把该列设为文本格式，再重新输入。',
  ),
  'table.missing-value': atCell(
    '不能为空',
    'must not be blank',
    'A row has no value in a column that needs one.',
    'Fill the cell in.',
    '补填该单元格。',
  ),
  'table.more-findings': atCell(
    '以及其后还有 {count} 处问题',
    'and {count} more findings',
    'A sheet has more findings than are listed.',
    'Mend those listed, then import again.',
    '先改正已列出的问题，再重新导入。',
  ),
};

const fileRefusals: RefusalTexts = {
  'table.no-header': {
    zh: '找不到表头。应有这些列中的至少两列：{expected}',
    en: 'No header row was found; at least two of these columns are expected: {expected}',
    when: 'None of the first 40 rows holds the names of at least two known columns.',
    remedy: 'Name the columns in one row above the data.',
    remedyZh: '在数据上方用一行写明列名。',
  },
  'table.missing-column': {
    zh: '缺少“{column}”列（可用列名：{names}）',
    en: 'The column “{column}” is missing (accepted names: {names})',
    when: 'A column that the import needs is not in the header.',
    remedy: 'Add the column, or give it one of the accepted names.',
    remedyZh: '补上该列，或改用认可的列名。',
  },
  'table.duplicate-column': {
    zh: '{letter} 列“{header}”与 {first} 列重复',
    en: 'Column {letter} ({header}) means the same as column {first}',
    when: 'Two columns have names with the same meaning.',
    remedy: 'Delete or rename one of them.',
    remedyZh: '删去或改名其中一列。',
  },
  'table.empty': {
    zh: '文件是空的',
    en: 'The file is empty',
    when: 'The file has no bytes, or no sheet has a row.',
    remedy: 'Choose the file with the data, and save it before you send it.',
    remedyZh: '选择有数据的文件，保存后再上传。',
  },
  'table.too-large': {
    zh: '文件或表格过大（{size}，上限 {limit}）',
    en: 'The file or sheet is too large ({size}, at most {limit})',
    when: 'The file exceeds 20 MB, or a sheet spans more rows or columns than are read.',
    remedy: 'Delete pictures and the empty rows and columns beyond the table, or split the file.',
    remedyZh: '删去图片和表格以外的空行空列，或拆分文件。',
  },
  'table.encrypted': {
    zh: '文件已加密。请去掉密码，另存为 .xlsx 后重试',
    en: 'The file is encrypted: remove the password and save as .xlsx',
    when: 'The workbook is protected with a password.',
    remedy: 'Open it, remove the password, save as .xlsx.',
    remedyZh: '打开文件，去掉密码，另存为 .xlsx。',
  },
  'table.old-format': {
    zh: '旧版 .xls 格式不能读取。请用 Excel 或 WPS 打开，另存为 .xlsx 后重试',
    en: 'The old .xls format can’t be read: save as .xlsx',
    when: 'The file is an .xls of Excel 97-2003, or a web page or XML named so by a finance program.',
    remedy: 'Open it in Excel or WPS, save as .xlsx (or CSV).',
    remedyZh: '用 Excel 或 WPS 打开，另存为 .xlsx（或 CSV）。',
  },
  'table.not-a-table': {
    zh: '文件不是表格（支持 .xlsx 和 .csv）',
    en: 'The file is no table; .xlsx and .csv are taken',
    when: 'The content is neither XLSX nor CSV, whatever the name says.',
    remedy: 'Send the table as .xlsx or .csv. Scans and PDF are attachments.',
    remedyZh: '请上传 .xlsx 或 .csv；扫描件和 PDF 作为附件上传。',
  },
  'table.unreadable': {
    zh: '文件已损坏或无法读取',
    en: 'The file is damaged or can’t be read',
    when: 'The archive or a sheet in it breaks the rules of its format.',
    remedy: 'Open it in Excel or WPS and save it again as .xlsx.',
    remedyZh: '用 Excel 或 WPS 打开，重新另存为 .xlsx。',
  },
  'table.zip-bomb': {
    zh: '文件解压后异常膨胀，已拒绝（{what}：{actual}，上限 {limit}）',
    en: 'The file grows beyond bounds when unpacked ({what}: {actual}, at most {limit})',
    when: 'The archive has too many entries, an archive within, or unpacks to far more than its size.',
    remedy: 'Copy the table into a new workbook and save that as .xlsx.',
    remedyZh: '把表格复制到新的工作簿，另存为 .xlsx。',
  },
  'table.formula-error': {
    zh: '单元格 {cell} 的公式出错或未计算',
    en: 'The formula in cell {cell} is in error or was never calculated',
    when: 'A cell shows #REF!, #VALUE! or the like, or holds a formula without a result.',
    remedy: 'Mend the formula, or paste the values; save and send again.',
    remedyZh: '改正公式，或只粘贴数值，保存后重新上传。',
  },
  'table.bad-encoding': {
    zh: '文字编码无法识别。请另存为 UTF-8 或 .xlsx',
    en: 'The character encoding can’t be told: save as UTF-8 or .xlsx',
    when: 'A CSV is neither UTF-8, UTF-16 nor GB 18030 (GBK).',
    remedy: 'Save as CSV UTF-8, or as .xlsx.',
    remedyZh: '另存为 CSV UTF-8 或 .xlsx。',
  },
  'table.bad-quotes': {
    zh: '第 {line} 行附近的引号不成对',
    en: 'A quotation mark near line {line} has no partner',
    when: 'A CSV breaks RFC 4180, most often by a single quotation mark, or a cell is longer than 100,000 characters.',
    remedy: 'Write a quotation mark inside a cell twice, or save as .xlsx.',
    remedyZh: '单元格内的引号写两次，或另存为 .xlsx。',
  },
};

export const tabularRefusals: RefusalTexts = { ...cellRefusals, ...fileRefusals };

import type { RefusalTexts } from '@cunjian/contracts';

export const importRefusals: RefusalTexts = {
  'import.file-missing': {
    zh: '找不到上传的文件。',
    en: 'The uploaded file is not there.',
    when: 'An import names a file that was not uploaded, or is gone.',
    remedy: 'Upload the file again.',
  },
  'residents.missing-column': {
    zh: '表中没有“{column}”一列。',
    en: 'The table has no column {column}.',
    when: 'A file of residents lacks 姓名 or 户号 within its first ten rows.',
    remedy: 'Name the column as shown, or take the template.',
  },
  'residents.no-rows': {
    zh: '表中没有数据行。',
    en: 'The table has no rows.',
    when: 'Nothing stands below the header.',
    remedy: 'Choose the sheet or file with the data.',
  },
  'residents.too-many-rows': {
    zh: '表中有 {rows} 行，超过上限 {limit} 行。',
    en: 'The table has {rows} rows; the limit is {limit}.',
    when: 'A file of residents is larger than one import may be.',
    remedy: 'Split the file by villages.',
  },
  'residents.empty-cell': {
    zh: '{sheet}第 {row} 行 {column} 列（{header}）为空，请填写。',
    en: '{sheet} row {row}, column {column} ({header}) is empty. Fill it in.',
    when: 'Name, household number, or the village of a file for several, is missing.',
    remedy: 'Fill the cell.',
  },
  'residents.too-long': {
    zh: '{sheet}第 {row} 行 {column} 列（{header}）：“{value}”超过 {limit} 个字。',
    en: '{sheet} row {row}, column {column} ({header}): “{value}” is longer than {limit} characters.',
    when: 'A name or household number is longer than any.',
    remedy: 'Look whether columns have shifted.',
  },
  'residents.bad-id-number': {
    zh: '{sheet}第 {row} 行 {column} 列（{header}）：“{value}”不是有效的身份证号码。',
    en: '{sheet} row {row}, column {column} ({header}): “{value}” is no valid identity number.',
    when: 'An identity number fails the check of GB 11643, or a spreadsheet has rounded it.',
    remedy: 'Copy the number from the document; format the column as text before typing.',
  },
  'residents.bad-phone': {
    zh: '{sheet}第 {row} 行 {column} 列（{header}）：“{value}”不是电话号码。',
    en: '{sheet} row {row}, column {column} ({header}): “{value}” is no phone number.',
    when: 'A phone number has letters, or fewer than 7 or more than 15 digits.',
    remedy: 'Give one number, or leave the cell empty.',
  },
  'residents.bad-kind': {
    zh: '{sheet}第 {row} 行 {column} 列（{header}）：“{value}”无法识别，请填“户籍”或“常驻”。',
    en: '{sheet} row {row}, column {column} ({header}): “{value}” is not known. Write 户籍 or 常驻.',
    when: 'The kind of residency is something else.',
    remedy: 'Write 户籍 for the household registered here, 常驻 for who lives here.',
  },
  'residents.unknown-village': {
    zh: '{sheet}第 {row} 行 {column} 列（{header}）：“{value}”不在导入范围内，或有重名。',
    en: '{sheet} row {row}, column {column} ({header}): “{value}” is not within the division of this import, or several have the name.',
    when: 'A row names a village outside the import’s division, or one of several of that name.',
    remedy: 'Write the village’s 12-digit code.',
  },
  'residents.duplicate-person': {
    zh: '{sheet}第 {row} 行 {column} 列（{header}）：“{value}”与第 {first} 行重复。',
    en: '{sheet} row {row}, column {column} ({header}): “{value}” is that of row {first}.',
    when: 'One identity number stands twice in a village.',
    remedy: 'Delete one of the rows, or correct the number.',
  },
  'residents.more-findings': {
    zh: '还有 {count} 处问题未列出。',
    en: '{count} more findings are not listed.',
    when: 'A file has more bad cells than are worth listing.',
    remedy: 'Mend those listed, then look again.',
  },
  'residents.rows-to-be-checked': {
    zh: '有 {count} 行需要核对（第 {rows} 行等），请逐行确认。',
    en: '{count} rows are to be checked (rows {rows}). Confirm each.',
    when: 'A file is imported with rows that may mean somebody else: the same name without a number, another name, registered elsewhere.',
    remedy: 'Look at the rows in the preview; correct the file, or confirm them.',
  },
  'residents.unknown-import': {
    zh: '没有导入 {import}。',
    en: 'There is no import {import}.',
    when: 'An import that was never accepted is reported as written.',
    remedy: 'Import the file again.',
  },
};

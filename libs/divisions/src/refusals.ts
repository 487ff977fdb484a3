import type { RefusalTexts } from '@cunjian/contracts';

const row = { when: 'A row of an imported list of divisions is wrong; nothing of the file is imported.' };

/** Texts of the refusals of this library. Those of a row have the params `line`, `column` and `value`. */
export const divisionRefusals = {
  'divisions.no-rows': {
    zh: '名单中没有数据行',
    en: 'The list has no rows',
    when: 'A list has nothing below its first line.',
    remedy: 'Write the names of the columns in the first line and the divisions below it.',
    remedyZh: '第一行写列名，下面写行政区划。',
  },
  'divisions.missing-column': {
    zh: '缺少列“{column}”',
    en: 'The column {column} is missing',
    when: 'The first line of a list lacks a column.',
    remedy: 'Name the columns code, name, level, parent (代码, 名称, 级别, 上级) in the first line.',
    remedyZh: '第一行写明列名：代码、名称、级别、上级。',
  },
  'divisions.too-large': {
    zh: '名单共{rows}行，最多{limit}行',
    en: 'The list has {rows} rows; at most {limit} are taken',
    when: 'A list has more rows than one import takes.',
    remedy: 'Import province by province.',
    remedyZh: '请按省份分别导入。',
  },
  'divisions.bad-code': {
    zh: '第{line}行：代码“{value}”不是12位区划代码',
    en: 'Line {line}: the code "{value}" is not a division code of 12 digits',
    ...row,
    remedy: 'Write the 12 digits as text; a spreadsheet may have turned them into 3.303E+11.',
    remedyZh: '以文本格式填写 12 位数字；表格软件可能把它变成了 3.303E+11。',
  },
  'divisions.duplicate-code': {
    zh: '第{line}行：代码{value}与第{first}行重复',
    en: 'Line {line}: the code {value} is on line {first} already',
    ...row,
    remedy: 'Keep one of the two rows.',
    remedyZh: '两行只留一行。',
  },
  'divisions.bad-name': {
    zh: '第{line}行：名称“{value}”为空、过长或含有不可见字符',
    en: 'Line {line}: the name "{value}" is empty, too long or has invisible characters',
    ...row,
    remedy: 'Type the name again; invisible characters (control, bidirectional) come along when text is pasted.',
    remedyZh: '重新输入名称；粘贴文字时可能带入看不见的字符。',
  },
  'divisions.bad-level': {
    zh: '第{line}行：级别“{value}”与代码不符，应为{expected}',
    en: 'Line {line}: the level "{value}" does not agree with the code, which is of level {expected}',
    ...row,
    remedy: 'Correct the level, or the zeros at the end of the code.',
    remedyZh: '改正级别，或代码末尾的零。',
  },
  'divisions.bad-parent': {
    zh: '第{line}行：上级代码“{value}”与代码不符，应为{expected}',
    en: 'Line {line}: the parent "{value}" does not agree with the code; it should be {expected}',
    ...row,
    remedy: "Correct the parent: it is the code's first digits, padded with zeros; a province has none.",
    remedyZh: '改正上级：取代码前几位并补零；省级没有上级。',
  },
  'divisions.missing-parent': {
    zh: '第{line}行：上级{value}不在名单中',
    en: 'Line {line}: the parent {value} is in no list',
    ...row,
    remedy: 'Add a row for the parent, or import the list that holds it before.',
    remedyZh: '补上上级的一行，或先导入含有上级的名单。',
  },
  'divisions.bad-successor': {
    zh: '第{line}行：接续单位“{value}”不在名单中，或与本单位级别不同',
    en: 'Line {line}: the successor "{value}" is not in the list or of another level',
    ...row,
    remedy: 'Name in replaced_by a division of the same level that the new list holds.',
    remedyZh: '在 replaced_by 中填新名单里同级的单位。',
  },
  'divisions.more-findings': {
    zh: '另有{count}处问题未列出',
    en: 'There are {count} more findings',
    when: 'A list has more wrong rows than are shown at once.',
    remedy: 'Mend those that are shown, and try again.',
    remedyZh: '先改正已列出的问题，再重试。',
  },
} as const satisfies RefusalTexts;

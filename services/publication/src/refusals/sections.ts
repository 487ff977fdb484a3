import type { RefusalTexts } from '@cunjian/contracts';
import { text } from './text.ts';

/** What is wrong with the sections of a disclosure beside its accounts, by their schemas (libs/contracts/src/disclosure-sections.ts). */
export const sectionRefusals: RefusalTexts = {
  'disclosure.unknown-item-kind': text(
    '没有公开项目“{itemKind}”，可选：{expected}',
    'There is no item “{itemKind}” here; there are {expected}',
    'A row, or a line of an account, names an item that the regulation does not list for its group or its side.',
    'Choose one from the list, or leave it out.',
    '从列表中选择，或不填。',
  ),
  'disclosure.column-missing': text(
    '“{section}”第 {row} 行缺少“{column}”',
    'Section “{sectionEn}”, row {row}: “{columnEn}” is missing',
    'A row lacks a column that its section must have.',
    'Fill it in.',
    '补填该栏。',
  ),
  'disclosure.unknown-column': text(
    '“{section}”第 {row} 行：该类没有“{rowField}”一栏',
    'Section “{sectionEn}”, row {row}: this section has no column “{rowField}”',
    'A row has a value for which its section has no column, so that no reader would see it.',
    'Put it into the note, or the row into the section that it belongs to.',
    '写进备注，或归入所属的部分。',
  ),
  'disclosure.negative': text(
    '“{section}”第 {row} 行的“{column}”不能为负数（{value}）',
    'Section “{sectionEn}”, row {row}: “{columnEn}” can not be negative ({value})',
    'A value below zero stands where there can be none: an asset, a debt, an area.',
    'Look at the sign. What is owed the other way round belongs to the other section: debts to claims, claims to debts.',
    '检查正负号；反方向的往来应列入另一部分（债务与债权）。',
  ),
  'disclosure.row-does-not-add-up': text(
    '“{section}”第 {row} 行不平：期初 {opening} + 增加 {increase} − 减少 {decrease} ≠ 期末 {amount}，相差 {difference} 元',
    'Section “{sectionEn}”, row {row} does not add up: opening {opening} + increase {increase} − decrease {decrease} ≠ closing {amount}; the difference is {difference} yuan',
    'A row says how it moved, and opening plus increase less decrease is not its closing.',
    'Mend the figure that is wrong, or leave opening, increase and decrease out.',
    '改正有误的数字，或不填期初、增加和减少。',
  ),
  'disclosure.section-total-differs': text(
    '“{section}”的合计 {stated} 与明细之和 {computed} 不符，相差 {difference} 元',
    'The total {stated} of section “{sectionEn}” is not the sum {computed} of its rows; the difference is {difference} yuan',
    'The total that is stated for a section is not the sum of its amounts.',
    'Look for the row that is missing or twice, or leave the total out: it is computed.',
    '查找漏记或重复的行，或不填合计：系统会计算。',
  ),
  'disclosure.section-has-no-total': text(
    '“{section}”的金额不能相加，不填合计',
    'The amounts of section “{sectionEn}” have no sum: it takes no total',
    'A total is stated for a section whose rows are no parts of one sum.',
    'Leave the total out.',
    '不填合计。',
  ),
  'disclosure.section-twice': text(
    '“{section}”出现两次',
    'The section “{sectionEn}” is there twice',
    'Two sections are of the same kind.',
    'Put all rows of a kind into one section.',
    '同类的各行归入同一部分。',
  ),
};

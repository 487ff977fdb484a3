import type { RefusalTexts } from '@cunjian/contracts';

/** Texts of the refusals of this library. */
export const ballotsRefusals = {
  'choice.not-in-order': {
    zh: '选项 {value} 重复或顺序有误',
    en: 'The option {value} is named twice or out of order',
    when: 'The options of a choice are not in ascending order, each once.',
    remedy: 'Send each option once, sorted by its id.',
    remedyZh: '每个选项只选一次，并按编号排序。',
  },
  'choice.other-kind': {
    zh: '所投内容（{chosen}）与表决题目（{asked}）的类型不符',
    en: 'The choice is of another kind ({chosen}) than the question ({asked})',
    when: 'A choice is of another kind than its question.',
    remedy: 'Load the question again and answer it as it is.',
    remedyZh: '请重新打开表决题目后作答。',
  },
  'choice.too-many': {
    zh: '选了 {value} 项，最多可选 {limit} 项',
    en: '{value} options were chosen; at most {limit} may be',
    when: 'More options are chosen than the question allows: in an election, more names than seats.',
    remedy: 'Choose fewer.',
    remedyZh: '请减少所选项数。',
  },
  'choice.unknown-option': {
    zh: '没有选项 {value}',
    en: 'There is no option {value}',
    when: 'A choice names an option that its question does not have.',
    remedy: 'Choose one of the options of the question.',
    remedyZh: '请在题目所列选项中选择。',
  },
  'protocol.does-not-add-up': {
    zh: '计票记录的{field}为 {value}，按其他各项应为 {expected}',
    en: 'In the protocol, the number of {field} is {value}; by the other numbers it should be {expected}',
    when: 'Numbers of a protocol can not be true together: returned is not valid and invalid, or votes are more or fewer than the ballots can hold.',
    remedy: 'Compare the entry with the paper protocol and the papers, then mend that number.',
    remedyZh: '请与纸质计票记录和选票核对后更正该数字。',
  },
  'protocol.no-write-ins': {
    zh: '本题不能另选他人',
    en: 'This question takes no write-ins',
    when: 'A protocol has write-ins for a question that allows none.',
    remedy: 'Count such papers as invalid.',
    remedyZh: '此类选票按无效票计。',
  },
  'protocol.option-twice': {
    zh: '计票记录中选项 {value} 出现两次',
    en: 'The protocol names the option {value} twice',
    when: 'A protocol gives one option two numbers of votes.',
    remedy: 'Give each option one number.',
    remedyZh: '每个选项只填一个票数。',
  },
  'protocol.unknown-option': {
    zh: '计票记录中的选项 {value} 不在表决题目之中',
    en: 'The protocol names {value}, which the question does not have',
    when: 'A protocol has votes for an option that is not in the question.',
    remedy: 'Use the options of the question; names written in go under write-ins.',
    remedyZh: '请使用题目所列选项；另选他人的填入另选他人一栏。',
  },
} as const satisfies RefusalTexts;

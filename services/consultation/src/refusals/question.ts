import type { RefusalTexts } from '@cunjian/contracts';
import { text } from './text.ts';

export const questionRefusals: RefusalTexts = {
  'question.too-many-allowed': text(
    '最多可选 {most} 项，但只有 {options} 个选项',
    'Up to {most} may be chosen, but there are {options} options',
    'More choices are allowed than there are options.',
    'Allow fewer, or add options.',
    '请减少可选项数或增加选项。',
  ),
  'question.too-few-candidates': text(
    '候选人（{candidates} 名）应当多于应选名额（{seats} 名）',
    'There must be more candidates ({candidates}) than seats ({seats})',
    'An election is called without a choice (差额选举).',
    'Add candidates, or fill fewer seats.',
    '请增加候选人或减少名额。',
  ),
  'question.too-many-seats-for-women': text(
    '妇女名额（{seatsForWomen}）多于应选名额（{seats}）',
    'More seats are kept for women ({seatsForWomen}) than there are ({seats})',
    'The seats kept for women exceed all seats.',
    'Keep fewer.',
    '请减少妇女名额。',
  ),
  'question.write-ins-on-paper': text(
    '“另选他人”只能用纸质选票',
    'Write-ins are possible on paper alone',
    'Write-ins are allowed in an election with another channel.',
    'Hold it on paper alone, or without write-ins.',
    '请只用纸质选票，或不设“另选他人”。',
  ),
  'question.candidate-unknown': text(
    '候选人须是登记簿中本村或本组织的人',
    'A candidate is somebody whom the register has in this village or body',
    'An election names a candidate by her name alone, or somebody who belongs elsewhere.',
    'Choose her from the register; have her recorded first where she is missing.',
    '请从登记簿中选择；登记簿中没有的，请先由登记员登记。',
  ),
  'question.candidate-twice': text(
    '同一候选人列了两次',
    'A candidate is named twice',
    'An election names one person as two candidates.',
    'Name her once.',
    '请只列一次。',
  ),
  'question.no-run-off': text(
    '此前没有同一组织、同一选举人范围的有空缺名额的有效选举，不能另行选举',
    'There is no valid election of the same body and voters with vacant seats before it',
    'A run-off names no counted election, one that was void, lacked its quorum or filled all its seats, or that of others.',
    'Name the election whose seats are vacant; one that was void or lacked its quorum is held anew.',
    '请选择有空缺名额的那次选举；无效或未过半数参加的，应当重新选举。',
  ),
  'question.run-off-called': text(
    '该次选举的另行选举已经召集',
    'A run-off of this election was called already',
    'A second run-off of one election is called, while the first was neither cancelled nor void nor without its quorum.',
    'Wait for its count, or cancel it before it opens; seats that it leaves vacant are for a run-off of that one.',
    '请等待其计票，或在开始投票前取消；仍有空缺的，就那一次另行选举再行选举。',
  ),
  'question.other-seats': text(
    '另行选举的名额应为空缺的 {vacant} 名',
    'A run-off fills the {vacant} vacant seats',
    'A run-off is called for another number of seats than are vacant.',
    'Set the number of seats to that.',
    '请把名额改为空缺数。',
  ),
  'question.other-candidates': text(
    '另行选举的候选人须是前次未当选的候选人或另选人',
    'Candidates of a run-off stood or were written in at the election before and were not elected',
    'A run-off names somebody who neither stood nor was written in, or who was elected.',
    'Choose among the candidates with the most votes who were not elected.',
    '请从前次得票多而未当选的候选人中选择。',
  ),
};

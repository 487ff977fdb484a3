import type { RefusalTexts } from '@cunjian/contracts';
import { text } from './text.ts';

export const suggestionRefusals: RefusalTexts = {
  'suggestion.exists': text(
    '该建议已提交',
    'This suggestion was made already',
    'The same suggestion is made twice.',
    'Look it up among your own.',
    '在“我的建议”中查看。',
  ),
  'suggestion.unknown': text(
    '没有这条建议',
    'There is no such suggestion',
    'Nothing was suggested under this id.',
    'Look it up among your own, or among the open ones of the village.',
    '在“我的建议”或本村公开建议中查找。',
  ),
  'suggestion.wrong-body': text(
    '不能向该组织提建议（{body}）',
    'No suggestion can be made to this body ({body})',
    'A suggestion goes to something that is no committee and no collective, or that exists no more.',
    "Choose the villagers' committee or the collective that it concerns.",
    '选择有关的村民委员会或集体经济组织。',
  ),
  'suggestion.not-a-resident': text(
    '该人不是本村居民或成员',
    'She belongs neither to the village nor to the body',
    'An officer enters a suggestion for a person who may not make one herself.',
    'Choose the person from the register of the village.',
    '从本村名册中选择本人。',
  ),
  'suggestion.not-suggester': text(
    '只有建议人可以这样做',
    'Only she who suggested it may do this',
    'Somebody else says whether the answer settled a suggestion, or makes it a topic. An open one is made a topic by the officers of its body, too.',
    'Make a suggestion or a topic of your own, or ask the suggester; for an open one, an officer of its body.',
    '可以另提建议或议题，或者请建议人本人办理；公开的建议也可请该组织的工作人员提为议题。',
  ),
  'suggestion.not-answered': text(
    '尚未答复',
    'It was not answered yet',
    'An answer is judged that has not come.',
    'Wait for the answer; overdue ones are shown as such.',
    '等待答复；逾期未答复的会标明。',
  ),
  'suggestion.settled': text(
    '建议人已确认解决',
    'The suggester said that it is settled',
    'Something is to be done about a suggestion that is over.',
    'Make a new one.',
    '可以另提建议。',
  ),
  'suggestion.not-due': text(
    '答复期限到 {until}',
    'The answer may come until {until}',
    'A suggestion is marked overdue while the answer is still in time.',
    'Wait until then.',
    '等到期限届满。',
  ),
};

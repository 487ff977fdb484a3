import type { RefusalTexts } from '@cunjian/contracts';
import { text } from './text.ts';

export const topicRefusals: RefusalTexts = {
  'topic.exists': text(
    '该议题已提出',
    'This topic was proposed already',
    'The same topic is proposed twice, or the suggestion became a topic before.',
    'Look it up among the topics of the village.',
    '在本村议题中查看。',
  ),
  'topic.unknown': text(
    '没有这个议题',
    'There is no such topic',
    'Nothing was proposed under this id.',
    'Look it up among the topics of the village.',
    '在本村议题中查找。',
  ),
  'topic.wrong-body': text(
    '不能向该组织提出议题（{body}）',
    'No topic can be proposed to this body ({body})',
    'A topic is proposed to something that is no committee and no collective, or that exists no more.',
    "Choose the villagers' committee or the collective that it concerns.",
    '选择有关的村民委员会或集体经济组织。',
  ),
  'topic.not-entitled': text(
    '按规定您不能在此提出或附议议题（{citation}）',
    'By the rule in force you may not propose or support topics here ({citation})',
    'The rule of the body asks for registration 户籍 or residence 常驻 in the village, and whoever acts has the other one.',
    'Ask the committee to propose it, or take part in the village where you are registered or live.',
    '请村委会代为提出，或在户籍地、常驻地参与。',
  ),
  'topic.already-supported': text(
    '您已附议',
    'You support it already',
    'A person supports the same topic twice; it counts once.',
    'Nothing is left to do; you may withdraw it.',
    '无需再次操作；可以撤回附议。',
  ),
  'topic.not-supported': text(
    '您没有附议该议题',
    'You do not support it',
    'Support is withdrawn that was not given.',
    'Reload the page to see whether you support it.',
    '刷新页面查看当前状态。',
  ),
  'topic.not-proposer': text(
    '只有提议人可以这样做',
    'Only the proposer may do this',
    'Somebody else changes or withdraws a topic.',
    'Say what you think in a comment, or propose a topic of your own.',
    '可以发表意见，或另提议题。',
  ),
  'topic.supported': text(
    '已有他人附议，议题内容不能再修改',
    'Somebody else supports it as it reads: it can be changed no more',
    'A topic is changed after somebody but its proposer supported it.',
    'Say what you would change in a comment, or withdraw it and propose it anew.',
    '可以发表意见补充说明，或撤回后重新提议。',
  ),
  'topic.demanded': text(
    '附议人数已达到规定，议题不能再修改或撤回',
    'So many support it that the assembly has to be called: it can be changed or withdrawn no more',
    'A topic is changed or withdrawn after its supporters obliged the body to call an assembly.',
    'Say what you would change in a comment; the assembly decides.',
    '可以发表意见说明，由会议决定。',
  ),
  'topic.in-procedure': text(
    '议题已进入议事程序，不能再修改或撤回',
    'A procedure was begun on it: it can be changed or withdrawn no more',
    'A topic is changed or withdrawn after a procedure was begun on it.',
    'Say what you would change in a comment; the assembly decides.',
    '可以发表意见说明，由会议决定。',
  ),
  'topic.withdrawn': text(
    '议题已撤回',
    'The topic was withdrawn',
    'Something is to be done about a topic that its proposer withdrew.',
    'Propose it anew; what was said stays visible.',
    '可以重新提出；原有内容仍可查看。',
  ),
  'topic.not-due': text(
    '召集期限到 {until}',
    'The assembly may be called until {until}',
    'An assembly is marked overdue while it is still in time.',
    'Wait until then.',
    '等到期限届满。',
  ),
};

import type { RefusalTexts } from '@cunjian/contracts';
import { text } from './text.ts';

export const commentRefusals: RefusalTexts = {
  'comment.exists': text(
    '该意见已发表',
    'This comment was made already',
    'The same comment is made twice.',
    'Look it up under the topic.',
    '在议题下查看。',
  ),
  'comment.unknown': text(
    '没有这条意见',
    'There is no such comment',
    'Nothing was said under this id.',
    'Look it up under the topic.',
    '在议题下查找。',
  ),
  'comment.unknown-parent': text(
    '所回复的意见不在该议题下（{parent}）',
    'The comment replied to does not stand under this topic ({parent})',
    'A reply names a comment that is not there, or that belongs to another topic.',
    'Choose a comment of the topic, or comment on the topic itself.',
    '选择该议题下的意见，或直接对议题发表意见。',
  ),
  'comment.not-author': text(
    '只有发表人可以这样做',
    'Only its author may do this',
    'Somebody else edits a comment, or appeals for its author.',
    'Reply to it.',
    '可以回复该意见。',
  ),
  'comment.already-folded': text(
    '该意见已折叠',
    'The comment is folded already',
    'A comment is folded twice.',
    'Nothing is left to do.',
    '无需再次操作。',
  ),
  'comment.not-folded': text(
    '该意见没有折叠',
    'The comment is not folded',
    'An appeal is made for a comment that everybody sees.',
    'Nothing is left to do.',
    '无需操作。',
  ),
  'comment.already-appealed': text(
    '已对这次折叠提出申诉',
    'This folding was appealed already',
    'A second appeal is made against one folding.',
    'Wait for the decision of the supervision committee; it is published under the comment.',
    '等待村务监督委员会的决定，决定将公布在该意见下。',
  ),
  'comment.not-appealed': text(
    '没有待处理的申诉',
    'No appeal is waiting',
    'A decision is given where nobody appealed, or where it was given before.',
    'Reload the list of appeals.',
    '刷新申诉列表。',
  ),
  'comment.own-appeal': text(
    '不能处理本人意见的申诉',
    'Nobody decides on an appeal of her own',
    'A member of the supervision committee decides on the folding of a comment that she wrote.',
    'Leave it to another member.',
    '由其他成员处理。',
  ),
};

import type { RefusalTexts } from '@cunjian/contracts';
import { text } from './text.ts';

export const noticeRefusals: RefusalTexts = {
  'notice.exists': text(
    '该通知已存在',
    'This notice is there already',
    'A notice is drafted twice.',
    'Open it.',
    '请打开已有的通知。',
  ),
  'notice.unknown': text(
    '没有这项通知',
    'There is no such notice',
    'Nothing was drafted under this id.',
    'Draft it first.',
    '请先起草。',
  ),
  'notice.unknown-body': text(
    '没有这个单位（{body}）',
    'There is no such body ({body})',
    'The body was never entered in the registry, or not yet seen here.',
    'Choose one of the bodies of the village.',
    '选择本村的一个组织。',
  ),
  'notice.not-a-draft': text(
    '已发布，不能直接修改',
    'It is out and no draft any more',
    'A published notice is to be revised or published again.',
    'Correct it, with the reason: the earlier version stays visible.',
    '请作更正并说明原因：原版本仍可查看。',
  ),
  'notice.not-published': text(
    '未发布或已撤回',
    'It is not out',
    'A draft or a withdrawn notice is to be corrected or withdrawn.',
    'Publish the draft, or write a new notice.',
    '发布草稿，或另写通知。',
  ),
};

import type { NoticeEvent } from '@cunjian/contracts';
import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { digest, zhejiangVillage } from '../../test/example.ts';
import { noticeDecider, type NoticeCommand } from './decide.ts';

const notice = 'notice-1';
const subject = { notice, division: zhejiangVillage, body: 'body-a', column: 'notices' } as const;
const text = { title: digest('title'), text: digest('text'), attachments: [] };
const changed = { ...text, text: digest('other') };
const reason = digest('reason');

const drafted: NoticeEvent = { type: 'notice-drafted', data: { ...subject, ...text } };
const revised: NoticeEvent = { type: 'notice-revised', data: { notice, ...changed } };
const published: NoticeEvent = { type: 'notice-published', data: { ...subject, version: 1, ...text } };
const corrected: NoticeEvent = { type: 'notice-corrected', data: { ...subject, version: 2, reason, ...changed } };
const withdrawn: NoticeEvent = { type: 'notice-withdrawn', data: { notice, reason } };

const draft: NoticeCommand = { do: 'draft', subject, text };
const revise: NoticeCommand = { do: 'revise', text: changed };
const publish: NoticeCommand = { do: 'publish' };
const correct: NoticeCommand = { do: 'correct', text: changed, reason };
const withdraw: NoticeCommand = { do: 'withdraw', reason };
const on = (...history: NoticeEvent[]) => given(noticeDecider, ...history);

describe('no notice', () => {
  it('is drafted', () => on().when(draft).then(drafted));
  it.each([revise, publish, correct, withdraw])('takes no $do', (command) =>
    on().when(command).refused('notice.unknown'),
  );
});

describe('a draft', () => {
  it('changes and goes out as it last was', () => {
    on(drafted).when(revise).then(revised);
    on(drafted, revised)
      .when(publish)
      .then({ type: 'notice-published', data: { ...subject, version: 1, ...changed } });
  });
  it.each([correct, withdraw])('is not out: no $do', (command) =>
    on(drafted).when(command).refused('notice.not-published'),
  );
  it('is not begun twice', () => on(drafted).when(draft).refused('notice.exists'));
});

describe('published', () => {
  it('gets new versions, each with its reason', () => {
    on(drafted, published).when(correct).then(corrected);
    on(drafted, published, corrected)
      .when(correct)
      .then({ type: 'notice-corrected', data: { ...corrected.data, version: 3 } as never });
  });
  it('is withdrawn with a reason', () => on(drafted, published).when(withdraw).then(withdrawn));
  it.each([revise, publish])('is no draft: no $do', (command) =>
    on(drafted, published).when(command).refused('notice.not-a-draft'),
  );
});

describe('withdrawn', () => {
  it.each([correct, withdraw])('stays so: no $do', (command) =>
    on(drafted, published, withdrawn).when(command).refused('notice.not-published'),
  );
});

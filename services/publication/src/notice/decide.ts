import type { Digest, NoticeEvent } from '@cunjian/contracts';
import { refuse, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import { evolve, initialState, type Notice, type NoticeSubject, type NoticeText } from './notice.ts';

export type NoticeCommand =
  | { readonly do: 'draft'; readonly subject: NoticeSubject; readonly text: NoticeText }
  | { readonly do: 'revise'; readonly text: NoticeText }
  | { readonly do: 'publish' }
  | { readonly do: 'correct'; readonly text: NoticeText; readonly reason: Digest }
  | { readonly do: 'withdraw'; readonly reason: Digest };

type Decision = readonly NoticeEvent[] | Refused;

const copy = ({ title, text, attachments }: NoticeText) => ({ title, text, attachments: [...attachments] });

const decide = (command: NoticeCommand, state: Notice): Decision => {
  if (command.do === 'draft')
    return state.status === 'none'
      ? [{ type: 'notice-drafted', data: { ...command.subject, ...copy(command.text) } }]
      : refuse('notice.exists');
  if (state.status === 'none') return refuse('notice.unknown');
  const { subject } = state;
  const { notice } = subject;
  switch (command.do) {
    case 'revise':
      return state.status === 'draft'
        ? [{ type: 'notice-revised', data: { notice, ...copy(command.text) } }]
        : refuse('notice.not-a-draft');
    case 'publish':
      return state.status === 'draft'
        ? [{ type: 'notice-published', data: { ...subject, version: 1, ...copy(state.text) } }]
        : refuse('notice.not-a-draft');
    case 'correct': {
      if (state.status !== 'published') return refuse('notice.not-published');
      const { text, reason } = command;
      return [{ type: 'notice-corrected', data: { ...subject, version: state.version + 1, reason, ...copy(text) } }];
    }
    case 'withdraw':
      return state.status === 'published'
        ? [{ type: 'notice-withdrawn', data: { notice, reason: command.reason } }]
        : refuse('notice.not-published');
    default:
      return unreachable(command);
  }
};

/** 村社通知. Earlier versions stay visible; a draft is seen by its writers alone. */
export const noticeDecider: Decider<NoticeCommand, Notice, NoticeEvent> = { initialState, decide, evolve };

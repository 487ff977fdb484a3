import type { Attachment, Digest, NoticeEvent } from '@cunjian/contracts';
import { unreachable } from '@cunjian/kernel';

export interface NoticeText {
  readonly title: Digest;
  readonly text: Digest;
  readonly attachments: readonly Attachment[];
}

export interface NoticeSubject {
  readonly notice: string;
  readonly body: string;
  readonly division: string;
  readonly column: 'notices';
}

export type Notice =
  | { readonly status: 'none' }
  | { readonly status: 'draft'; readonly subject: NoticeSubject; readonly text: NoticeText }
  | { readonly status: 'published'; readonly subject: NoticeSubject; readonly version: number }
  | { readonly status: 'withdrawn'; readonly subject: NoticeSubject; readonly version: number };

export const initialState: Notice = { status: 'none' };

/** Total: an event that does not belong into a state leaves it as it is. */
export const evolve = (state: Notice, event: NoticeEvent): Notice => {
  switch (state.status) {
    case 'none': {
      if (event.type !== 'notice-drafted') return state;
      const { notice, body, division, column, title, text, attachments } = event.data;
      return { status: 'draft', subject: { notice, body, division, column }, text: { title, text, attachments } };
    }
    case 'draft': {
      if (event.type === 'notice-published') return { status: 'published', subject: state.subject, version: 1 };
      if (event.type !== 'notice-revised') return state;
      const { title, text, attachments } = event.data;
      return { ...state, text: { title, text, attachments } };
    }
    case 'published':
      if (event.type === 'notice-corrected') return { ...state, version: event.data.version };
      return event.type === 'notice-withdrawn' ? { ...state, status: 'withdrawn' } : state;
    case 'withdrawn':
      return state;
    default:
      return unreachable(state);
  }
};

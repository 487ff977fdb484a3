import type { BodyKind, DueDate, TopicEvent } from '@cunjian/contracts';

export type Stance = 'for' | 'against' | 'none';

export interface CommentSubject {
  readonly comment: string;
  readonly topic: string;
  readonly division: string;
  readonly body: string;
  readonly bodyKind: BodyKind;
  readonly author: string;
}

/** `appealed`: still folded, the supervision committee has to look at it. `kept`: it looked, and it stays folded. */
export type Comment =
  | { readonly status: 'none' }
  | (CommentSubject & { readonly version: number } & (
        | { readonly status: 'shown' }
        | { readonly status: 'folded' }
        | { readonly status: 'appealed'; readonly due?: DueDate | undefined }
        | { readonly status: 'kept' }
      ));
export type ExistingComment = Exclude<Comment, { status: 'none' }>;

export const initialState: Comment = { status: 'none' };

/** Events of the stream of a comment. */
export type CommentEvent = Extract<TopicEvent, { data: { comment: string } }>;

const kept = ({ comment, topic, division, body, bodyKind, author, version }: ExistingComment) => ({
  ...{ comment, topic, division, body, bodyKind, author, version },
});

/** Total: an event that does not belong into a state leaves it as it is. */
export const evolve = (state: Comment, event: CommentEvent): Comment => {
  if (state.status === 'none') {
    if (event.type !== 'comment-made') return state;
    const { comment, topic, division, body, bodyKind, author } = event.data;
    return { comment, topic, division, body, bodyKind, author, version: 1, status: 'shown' };
  }
  switch (event.type) {
    case 'comment-made':
      return state;
    case 'comment-edited':
      return { ...state, version: event.data.version };
    case 'comment-folded':
      return { ...kept(state), status: 'folded' };
    case 'folding-appealed':
      return { ...kept(state), status: 'appealed', due: event.data.due };
    case 'folding-decided':
      return { ...kept(state), status: event.data.unfolded ? 'shown' : 'kept' };
  }
};

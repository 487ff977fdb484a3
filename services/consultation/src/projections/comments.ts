import type { BodyKind, Digest, DueDate, ModerationGround, OfficeKind, RecordedEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';
import type { CommentEvent, Stance } from '../comment/comment.ts';

export interface CommentVersion {
  readonly version: number;
  readonly text: Digest;
  readonly at: string;
}

export interface Folding {
  readonly ground: ModerationGround;
  readonly reason: Digest;
  readonly at: string;
  /** The office that folded it. */
  readonly office?: string | undefined;
  readonly appeal?: { readonly text: Digest; readonly at: string; readonly due?: DueDate | undefined } | undefined;
  readonly decision?:
    | {
        readonly unfolded: boolean;
        readonly reasons: Digest;
        readonly at: string;
        readonly office?: string | undefined;
      }
    | undefined;
}

export interface CommentDocument {
  readonly comment: string;
  readonly topic: string;
  readonly division: string;
  readonly body: string;
  readonly bodyKind: BodyKind;
  /** The comment it replies to; empty for one under the topic itself, so that an index finds those. */
  readonly parent: string;
  readonly stance: Stance;
  readonly author: string;
  readonly office?: OfficeKind | undefined;
  /** By the proposer of the topic: an answer. */
  readonly proposer: boolean;
  readonly madeAt: string;
  /** Oldest first; the last one is in force. */
  readonly versions: readonly CommentVersion[];
  readonly replies: number;
  readonly isFolded: boolean;
  /** Every folding there was, oldest first. */
  readonly foldings: readonly Folding[];
  /** The body whose supervisors have to look at an appeal. */
  readonly waitsFor?: string | undefined;
  /** When they have to, RFC 3339: what their list is ordered by. */
  readonly appealDue?: string | undefined;
}

const make = ({ data }: Extract<CommentEvent, { type: 'comment-made' }>, at: string): CommentDocument => {
  const { comment, topic, division, body, bodyKind, parent = '', stance, text, author, office, proposer } = data;
  return {
    ...{ comment, topic, division, body, bodyKind, parent, stance, author, office, proposer },
    ...{ madeAt: at, versions: [{ version: 1, text, at }], replies: 0, isFolded: false, foldings: [] },
  };
};

const onLast = (foldings: readonly Folding[], next: (last: Folding) => Folding): readonly Folding[] =>
  foldings.map((folding, at) => (at === foldings.length - 1 ? next(folding) : folding));

const change = (
  document: CommentDocument,
  event: Exclude<CommentEvent, { type: 'comment-made' }>,
  { time: at, office }: RecordedEvent,
): CommentDocument => {
  switch (event.type) {
    case 'comment-edited': {
      const { version, text } = event.data;
      return { ...document, versions: [...document.versions, { version, text, at }] };
    }
    case 'comment-folded': {
      const { ground, reason } = event.data;
      return { ...document, isFolded: true, foldings: [...document.foldings, { ground, reason, at, office }] };
    }
    case 'folding-appealed': {
      const { text, due } = event.data;
      const foldings = onLast(document.foldings, (last) => ({ ...last, appeal: { text, at, due } }));
      return { ...document, foldings, waitsFor: document.body, appealDue: due?.endsAt };
    }
    case 'folding-decided': {
      const { unfolded, reasons } = event.data;
      const decision = { unfolded, reasons, at, office };
      const foldings = onLast(document.foldings, (last) => ({ ...last, decision }));
      return { ...document, isFolded: !unfolded, foldings, waitsFor: undefined, appealDue: undefined };
    }
  }
};

/** Key: the comment. Nothing of it is ever left out: not a text it had, not a folding. */
export const comments: Projection<CommentDocument> = {
  name: 'consultation-comments',
  version: 1,
  events: [
    'comment-made',
    'comment-edited',
    'comment-folded',
    'folding-appealed',
    'folding-decided',
  ] satisfies CommentEvent['type'][],
  indexes: [
    ['topic', 'parent', 'madeAt'],
    ['topic', 'parent', 'stance', 'madeAt'],
    ['waitsFor', 'appealDue'],
  ],
  keys: ({ data }) => {
    const { comment, parent } = data as { comment: string; parent?: string };
    return parent === undefined ? [comment] : [comment, parent];
  },
  evolve: (document, recorded, key) => {
    const event = { type: recorded.name, data: recorded.data } as CommentEvent;
    if (event.type === 'comment-made') {
      if (event.data.comment === key) return make(event, recorded.time);
      return document && { ...document, replies: document.replies + 1 };
    }
    return document && change(document, event, recorded);
  },
};

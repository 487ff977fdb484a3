import type { Digest, DueDate, ModerationGround, OfficeKind } from '@cunjian/contracts';
import { refuse, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import { evolve, initialState, type Comment, type CommentEvent, type CommentSubject, type Stance } from './comment.ts';

export type CommentCommand =
  | {
      readonly do: 'make';
      readonly subject: CommentSubject;
      readonly parent?: string | undefined;
      readonly stance: Stance;
      readonly text: Digest;
      readonly office?: OfficeKind | undefined;
      /** By the proposer of the topic: an answer. */
      readonly proposer: boolean;
    }
  | { readonly do: 'edit'; readonly person: string; readonly text: Digest }
  | { readonly do: 'fold'; readonly ground: ModerationGround; readonly reason: Digest }
  | { readonly do: 'appeal'; readonly person: string; readonly text: Digest; readonly due: DueDate }
  | { readonly do: 'decide-appeal'; readonly person: string; readonly unfolded: boolean; readonly reasons: Digest };

type Decision = readonly CommentEvent[] | Refused;

const make = (command: Extract<CommentCommand, { do: 'make' }>): Decision => {
  const { subject, parent, stance, text, office, proposer } = command;
  const reply = parent === undefined ? {} : { parent };
  const inOffice = office === undefined ? {} : { office };
  return [{ type: 'comment-made', data: { ...subject, ...reply, ...inOffice, stance, text, proposer } }];
};

const decide = (command: CommentCommand, state: Comment): Decision => {
  if (command.do === 'make') return state.status === 'none' ? make(command) : refuse('comment.exists');
  if (state.status === 'none') return refuse('comment.unknown');
  const { comment } = state;
  switch (command.do) {
    case 'edit':
      return command.person === state.author
        ? [{ type: 'comment-edited', data: { comment, version: state.version + 1, text: command.text } }]
        : refuse('comment.not-author');
    case 'fold':
      return state.status === 'shown'
        ? [{ type: 'comment-folded', data: { comment, ground: command.ground, reason: command.reason } }]
        : refuse('comment.already-folded');
    case 'appeal': {
      if (command.person !== state.author) return refuse('comment.not-author');
      if (state.status === 'appealed' || state.status === 'kept') return refuse('comment.already-appealed');
      if (state.status === 'shown') return refuse('comment.not-folded');
      return [{ type: 'folding-appealed', data: { comment, text: command.text, due: command.due } }];
    }
    case 'decide-appeal': {
      if (state.status !== 'appealed') return refuse('comment.not-appealed');
      if (command.person === state.author) return refuse('comment.own-appeal');
      return [{ type: 'folding-decided', data: { comment, unfolded: command.unfolded, reasons: command.reasons } }];
    }
    default:
      return unreachable(command);
  }
};

/** A comment 意见 or a reply. Every text it ever had stays visible; folded it can still be opened. */
export const commentDecider: Decider<CommentCommand, Comment, CommentEvent> = { initialState, decide, evolve };

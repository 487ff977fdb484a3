import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { digest, due } from '../../test/example.ts';
import type { CommentEvent } from './comment.ts';
import { commentDecider, type CommentCommand } from './decide.ts';

const comment = 'comment-1';
const subject = {
  ...{ comment, topic: 'topic-1', division: '330326101201', body: 'body-a', author: 'p1' },
  bodyKind: 'villagers-committee',
} as const;
const text = digest('text');
const made: CommentEvent = { type: 'comment-made', data: { ...subject, stance: 'against', text, proposer: false } };
const edited: CommentEvent = { type: 'comment-edited', data: { comment, version: 2, text } };
const folded: CommentEvent = { type: 'comment-folded', data: { comment, ground: 'insult', reason: text } };
const appealed: CommentEvent = { type: 'folding-appealed', data: { comment, text, due } };
const decided = (unfolded: boolean): CommentEvent => ({
  type: 'folding-decided',
  data: { comment, unfolded, reasons: text },
});

const make: CommentCommand & { do: 'make' } = { do: 'make', subject, stance: 'against', text, proposer: false };
const edit: CommentCommand & { do: 'edit' } = { do: 'edit', person: 'p1', text };
const fold: CommentCommand = { do: 'fold', ground: 'insult', reason: text };
const appeal: CommentCommand & { do: 'appeal' } = { do: 'appeal', person: 'p1', text, due };
const decide = (unfolded: boolean, person = 'supervisor'): CommentCommand => ({
  ...{ do: 'decide-appeal', person, unfolded, reasons: text },
});
const on = (...history: CommentEvent[]) => given(commentDecider, ...history);

describe('no comment', () => {
  it('is made, or made as a reply in an office', () => {
    on().when(make).then(made);
    on()
      .when({ ...make, parent: 'comment-0', office: 'clerk', proposer: true })
      .then({
        type: 'comment-made',
        data: { ...made.data, parent: 'comment-0', office: 'clerk', proposer: true } as never,
      });
  });
  it.each([edit, fold, appeal, decide(true)])('takes no $do', (command) =>
    on().when(command).refused('comment.unknown'),
  );
});

describe('shown', () => {
  it('is edited by its author alone, each text a version', () => {
    on(made).when(edit).then(edited);
    on(made, edited)
      .when(edit)
      .then({ type: 'comment-edited', data: { comment, version: 3, text } });
    on(made)
      .when({ ...edit, person: 'p2' })
      .refused('comment.not-author');
  });
  it('is folded with a ground and a reason', () => on(made).when(fold).then(folded));
  it('is not appealed, not decided on, and made once', () => {
    on(made).when(appeal).refused('comment.not-folded');
    on(made).when(decide(true)).refused('comment.not-appealed');
    on(made).when(make).refused('comment.exists');
  });
});

describe('folded', () => {
  it('is appealed by its author', () => {
    on(made, folded).when(appeal).then(appealed);
    on(made, folded)
      .when({ ...appeal, person: 'p2' })
      .refused('comment.not-author');
  });
  it('may be mended, and is not folded twice', () => {
    on(made, folded).when(edit).then(edited);
    on(made, folded).when(fold).refused('comment.already-folded');
  });
});

describe('appealed', () => {
  it('is shown again or stays folded', () => {
    on(made, folded, appealed).when(decide(true)).then(decided(true));
    on(made, folded, appealed).when(decide(false)).then(decided(false));
  });
  it('is decided by nobody on her own behalf, and appealed once', () => {
    on(made, folded, appealed).when(decide(true, 'p1')).refused('comment.own-appeal');
    on(made, folded, appealed).when(appeal).refused('comment.already-appealed');
  });
});

describe('decided', () => {
  it('kept folded is over', () => {
    on(made, folded, appealed, decided(false)).when(appeal).refused('comment.already-appealed');
    on(made, folded, appealed, decided(false)).when(decide(true)).refused('comment.not-appealed');
  });
  it('shown again may be folded again, and appealed again', () => {
    on(made, folded, appealed, decided(true)).when(fold).then(folded);
    on(made, folded, appealed, decided(true), folded).when(appeal).then(appealed);
  });
});

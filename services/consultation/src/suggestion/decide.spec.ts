import type { SuggestionEvent } from '@cunjian/contracts';
import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { digest, due, photo } from '../../test/example.ts';
import { suggestionDecider, type SuggestionCommand } from './decide.ts';

const suggestion = 'suggestion-1';
const subject = {
  ...{ suggestion, division: '330326101201', body: 'body-a', open: false, suggester: 'p1' },
  bodyKind: 'villagers-committee',
} as const;
const words = { title: digest('title'), text: digest('text') };
const text = digest('answer');
const made: SuggestionEvent = { type: 'suggestion-made', data: { ...subject, ...words, photos: [photo], due } };
const answered: SuggestionEvent = { type: 'suggestion-answered', data: { suggestion, text, attachments: [] } };
const settled: SuggestionEvent = { type: 'suggestion-settled', data: { suggestion, settled: true } };
const unsettled: SuggestionEvent = {
  type: 'suggestion-settled',
  data: { suggestion, settled: false, reason: text, due },
};
const overdue: SuggestionEvent = { type: 'suggestion-overdue', data: { suggestion } };
const takenUp: SuggestionEvent = { type: 'suggestion-taken-up', data: { suggestion, topic: 'topic-1' } };

const make: SuggestionCommand & { do: 'make' } = { do: 'make', subject, ...words, photos: [photo], due };
const answer: SuggestionCommand = { do: 'answer', text, attachments: [] };
const settle: SuggestionCommand & { do: 'settle' } = { do: 'settle', person: 'p1' };
const reopen: SuggestionCommand & { do: 'reopen' } = { do: 'reopen', person: 'p1', reason: text, due };
const markOverdue: SuggestionCommand & { do: 'mark-overdue' } = { do: 'mark-overdue', now: due.endsAt };
const takeUp: SuggestionCommand = { do: 'take-up', topic: 'topic-1' };
const on = (...history: SuggestionEvent[]) => given(suggestionDecider, ...history);

describe('no suggestion', () => {
  it('is made, online or with the scan of a paper', () => {
    on().when(make).then(made);
    on()
      .when({ ...make, scan: photo })
      .then({ type: 'suggestion-made', data: { ...made.data, scan: photo } as never });
  });
  it.each([answer, settle, reopen, markOverdue, takeUp])('takes no $do', (command) =>
    on().when(command).refused('suggestion.unknown'),
  );
});

describe('waiting', () => {
  it('is answered', () => on(made).when(answer).then(answered));
  it('is overdue after its last day, not before', () => {
    on(made)
      .when({ ...markOverdue, now: '2026-04-20T15:59:59.999Z' })
      .refused('suggestion.not-due');
    on(made).when(markOverdue).then(overdue);
  });
  it.each([settle, reopen])('has no answer to judge: no $do', (command) =>
    on(made).when(command).refused('suggestion.not-answered'),
  );
  it('is made once', () => on(made).when(make).refused('suggestion.exists'));
});

describe('overdue', () => {
  it('may still be answered, and is not overdue twice', () => {
    on(made, overdue).when(answer).then(answered);
    on(made, overdue).when(markOverdue).then();
  });
});

describe('answered', () => {
  it('is judged by its suggester alone', () => {
    on(made, answered).when(settle).then(settled);
    on(made, answered).when(reopen).then(unsettled);
    on(made, answered)
      .when({ ...settle, person: 'p2' })
      .refused('suggestion.not-suggester');
  });
  it('may be answered further, and is not overdue', () => {
    on(made, answered).when(answer).then(answered);
    on(made, answered).when(markOverdue).then();
  });
});

describe('found unsettled', () => {
  it('waits again, with a deadline of its own', () => {
    on(made, answered, unsettled).when(markOverdue).then(overdue);
    on(made, answered, unsettled).when(settle).refused('suggestion.not-answered');
    on(made, answered, unsettled).when(answer).then(answered);
  });
});

describe('settled', () => {
  it.each([answer, settle, reopen])('is over: no $do', (command) =>
    on(made, answered, settled).when(command).refused('suggestion.settled'),
  );
});

describe('in any state', () => {
  it.each([[[made]], [[made, answered]], [[made, answered, settled]]])('becomes one topic', (history) => {
    on(...history)
      .when(takeUp)
      .then(takenUp);
    on(...history, takenUp)
      .when(takeUp)
      .then();
  });
});

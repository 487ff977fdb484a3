import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { digestOfWord, right } from '../../test/ballot-example.ts';
import { tokenNoticeDecider, type TokenNoticeCommand, type TokenNoticeEvent } from './token-notice.ts';

const { ballot, person } = right;
const of = { ballot, person };
const on = (...history: TokenNoticeEvent[]) => given(tokenNoticeDecider, ...history);
const [text, reasons] = [digestOfWord('text'), digestOfWord('reasons')];
const due = { lastDay: '2026-05-04', endsAt: '2026-05-04T16:00:00.000Z', rules: [] };
const acknowledge: TokenNoticeCommand = { ...of, do: 'acknowledge', isTaken: true };
const dispute: TokenNoticeCommand = { ...of, do: 'dispute', isTaken: true, text, due };
const decide = (upheld: boolean, decider = 'supervisor'): TokenNoticeCommand => ({
  ...{ ...of, do: 'decide', upheld, decider, reasons },
});
const acknowledged: TokenNoticeEvent = { type: 'token-acknowledged', data: of };
const disputed: TokenNoticeEvent = { type: 'token-disputed', data: { ...of, text, due } };
const overdue: TokenNoticeEvent = { type: 'token-dispute-overdue', data: of };
const decided = (outcome: 'upheld' | 'dismissed'): TokenNoticeEvent => ({
  type: 'token-dispute-decided',
  data: { ...of, outcome, decider: 'supervisor', reasons },
});

describe('a token that its voter was not told of yet', () => {
  it('is hers, once', () => {
    on().when(acknowledge).then(acknowledged);
    on(acknowledged).when(acknowledge).then();
  });
  it('is not hers: that has its deadline', () => on().when(dispute).then(disputed));
  it('must be there', () => {
    on()
      .when({ ...acknowledge, isTaken: false })
      .refused('token-notice.none-taken');
    on()
      .when({ ...dispute, isTaken: false })
      .refused('token-notice.none-taken');
  });
  it('is no case to decide', () => on().when(decide(true)).refused('token-notice.not-disputed'));
});

describe('a token that she took for hers', () => {
  it('is disputed all the same, once', () => {
    on(acknowledged).when(dispute).then(disputed);
    on(acknowledged, disputed).when(dispute).then();
  });
});

describe('a token that was not hers', () => {
  it('is decided on by somebody else, once', () => {
    on(disputed).when(decide(true)).then(decided('upheld'));
    on(disputed).when(decide(false)).then(decided('dismissed'));
    on(disputed).when(decide(true, person)).refused('token-notice.own');
    on(disputed, decided('upheld')).when(decide(false)).refused('token-notice.not-disputed');
    on(disputed, decided('dismissed')).when(dispute).refused('token-notice.decided');
    on(disputed).when(acknowledge).then();
  });
  it('is overdue once nobody has decided in time, and is decided on all the same', () => {
    const markOverdue: TokenNoticeCommand = { ...of, do: 'mark-overdue' };
    on(disputed).when(markOverdue).then(overdue);
    on(disputed, overdue).when(markOverdue).then();
    on(disputed, overdue).when(dispute).then();
    on(disputed, overdue).when(decide(false)).then(decided('dismissed'));
    on(disputed, decided('upheld')).when(markOverdue).then();
  });
});

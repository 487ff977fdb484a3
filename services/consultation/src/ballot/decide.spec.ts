import type { BallotEvent } from '@cunjian/contracts';
import { given } from '@cunjian/testing';
import { describe, expect, it } from '@jest/globals';
import { digestOfWord, rule, secretTerms, terms, vote } from '../../test/ballot-example.ts';
import { closed, entered, opened, protocolEntry as entry, roll, settled } from '../../test/protocol-example.ts';
import type { BallotTerms } from './ballot.ts';
import type { CommandOf } from './command.ts';
import { ballotDecider } from './decide.ts';

const { ballot } = terms;
const { opensAt, closesAt } = terms.times;
const now = '2026-04-10T02:00:00.000Z';
const call: CommandOf<'call'> = { do: 'call', terms, now, opensOn: '2026-05-01' };
const called: BallotEvent = { type: 'ballot-called', data: terms };
const on = (...history: BallotEvent[]) => given(ballotDecider, ...history);
const granted = { online: [vote('for'), vote('for'), vote('against')], byProxy: [], papers: 0, hands: 0 };

describe('a call', () => {
  it('states everything', () => on().when(call).then(called));
  it('keeps the notice, to the day', () => {
    const noticeUntil = { lastDay: '2026-05-01', endsAt: '2026-05-01T16:00:00.000Z', rules: [] };
    on()
      .when({ ...call, noticeUntil })
      .then({ type: 'ballot-called', data: { ...terms, noticeUntil } });
    on()
      .when({ ...call, noticeUntil, opensOn: '2026-04-30' })
      .refused({ code: 'ballot.notice-too-short', params: { until: '2026-05-01', citation: '某法第一条' } });
  });
  it('leaves the roll its days, and its objections their end', () => {
    const rollPublishedUntil = { lastDay: '2026-05-02', endsAt: '2026-05-02T16:00:00.000Z', rules: [] };
    on()
      .when({ ...call, rollPublishedUntil })
      .refused('ballot.roll-published-too-short');
    on()
      .when({ ...call, rollFreezesAt: '2026-05-01T01:00:00.001Z' })
      .refused('ballot.roll-frozen-too-late');
    on()
      .when({ ...call, rollFreezesAt: opensAt })
      .then(called);
  });
  const calling = (more: Partial<BallotTerms>) => on().when({ ...call, terms: { ...terms, ...more } });
  it('is refused what the rule does not allow, with its citation', () => {
    const paperOnly = { ...rule, channels: ['paper' as const], secrecy: ['secret' as const] };
    calling({ rule: paperOnly, channels: ['online'] }).refused(
      { code: 'ballot.channel-not-allowed', params: { channel: 'online', channelZh: '网上', citation: '某法第一条' } },
      'ballot.secrecy-not-allowed',
    );
  });
  it('is not secret and by hands at once', () => {
    const { rule: wide } = secretTerms;
    const withMeeting = { ...wide, channels: [...wide.channels, 'meeting' as const] };
    calling({ ...secretTerms, rule: withMeeting, channels: ['meeting', 'paper', 'online', 'show-of-hands'] }).refused(
      { code: 'ballot.hands-not-secret', field: 'channels[0]', params: { channel: 'meeting', channelZh: '到会' } },
      {
        code: 'ballot.hands-not-secret',
        field: 'channels[3]',
        params: { channel: 'show-of-hands', channelZh: '举手' },
      },
    );
    calling(secretTerms).then({ type: 'ballot-called', data: secretTerms });
    calling({ rule: withMeeting, channels: ['meeting', 'show-of-hands'] }).then({
      ...{ type: 'ballot-called', data: { ...terms, rule: withMeeting, channels: ['meeting', 'show-of-hands'] } },
    });
  });
  it('has times in their order', () => {
    calling({ times: { ...terms.times, opensAt: now } }).refused('ballot.opens-in-the-past');
    calling({ times: { ...terms.times, rollAt: closesAt } }).refused('ballot.roll-after-opening');
    calling({ times: { ...terms.times, closesAt: opensAt } }).refused('ballot.closes-before-it-opens');
    calling({ times: { ...terms.times, tokensUntil: '2026-05-01T02:00:00.000Z' } }).refused('ballot.no-tokens');
    calling({ ...secretTerms, times: terms.times }).refused('ballot.token-window');
    calling({ ...secretTerms, times: { ...secretTerms.times, tokensUntil: closesAt } }).refused('ballot.token-window');
  });
  it('asks what can be answered', () => {
    const options = ['o01', 'o02'].map((option) => ({ option, text: digestOfWord(option) }));
    calling({ question: { kind: 'up-to', options, most: 3 } }).refused('question.too-many-allowed');
    const candidates = ['o01', 'o02'].map((option) => ({ option, name: digestOfWord(option), woman: false }));
    const election = { kind: 'election', candidates, seats: 2, seatsForWomen: 3, writeIns: true } as const;
    calling({ question: { ...election, candidates: [...candidates] } }).refused(
      'question.too-few-candidates',
      'question.too-many-seats-for-women',
      'question.write-ins-on-paper',
    );
  });
});

describe('a called ballot', () => {
  const open: CommandOf<'open'> = { do: 'open', now: opensAt, roll, issuers: [], holders: [] };
  it('opens at its time with its frozen roll', () => {
    on(called).when(open).then(opened);
    on(called)
      .when({ ...open, now })
      .refused('ballot.not-open');
  });
  it('is called off where the roll, or a key, is missing', () => {
    const off = (code: string): BallotEvent => ({ type: 'ballot-cancelled', data: { ballot, code } });
    on(called)
      .when({ ...open, roll: undefined })
      .then(off('roll.not-frozen'));
    on(called)
      .when({ ...open, roll: { ...roll, count: 0 } })
      .then(off('roll.empty'));
    on({ type: 'ballot-called', data: secretTerms }).when(open).then(off('ballot.keys-missing'));
  });
  it('may be called off by hand, and then does not open', () => {
    const reason = digestOfWord('reason');
    const cancelled: BallotEvent = { type: 'ballot-cancelled', data: { ballot, reason } };
    on(called).when({ do: 'cancel', reason, now }).then(cancelled);
    on(called, cancelled).when({ do: 'cancel', reason, now }).refused('ballot.cancelled');
    on(called, cancelled).when(open).then();
    on(called, opened).when({ do: 'cancel', reason, now }).refused('ballot.opened');
  });
});

describe('an open ballot', () => {
  it('closes at its time, once', () => {
    on(called, opened).when({ do: 'close', now: closesAt }).then(closed);
    on(called, opened).when({ do: 'close', now: '2026-05-02T00:59:59.999Z' }).refused('ballot.still-open');
    on(called, opened, closed).when({ do: 'close', now: closesAt }).then();
  });
  it('is not counted', () => on(called, opened).when({ do: 'count', granted }).refused('ballot.still-open'));
});

describe('a closed ballot', () => {
  const history = [called, opened, closed];
  it('is counted from what precedes the closing', () => {
    const state = on(...history)
      .when({ do: 'count', granted })
      .state();
    expect(state).toMatchObject({
      status: 'counted',
      counted: { arithmetic: { members: 10, present: 3, quorumNeeded: 6, quorate: false, outcome: 'no-quorum' } },
    });
  });
  it('waits for protocols of papers and hands that were given', () => {
    on(...history)
      .when({ do: 'count', granted: { ...granted, papers: 1 } })
      .refused('ballot.protocol-missing');
    on(...history)
      .when({ do: 'count', granted: { ...granted, hands: 1 } })
      .refused('ballot.protocol-missing');
  });
  it('adds the protocol to the ballots online', () => {
    const agreed = [...history, entered('a'), entered('b'), settled(true)];
    const state = on(...agreed)
      .when({ do: 'count', granted: { ...granted, papers: 3 } })
      .state();
    expect(state).toMatchObject({
      counted: {
        channels: [
          { channels: ['online'], present: 3 },
          { channels: ['paper'], present: 3 },
        ],
        arithmetic: { present: 6, quorate: true, votes: [{ votes: 4 }, { votes: 2 }], outcome: 'adopted' },
      },
    });
  });
  it('is void where more papers came back than went out', () => {
    const more = { ...entry, returned: 4, valid: 4, votes: [{ option: 'for', votes: 4 }] };
    const agreed = [...history, entered('a', more), entered('b', more), settled(true)];
    const state = on(...agreed)
      .when({ do: 'count', granted: { ...granted, papers: 3 } })
      .state();
    expect(state).toMatchObject({ counted: { arithmetic: { outcome: 'void', chosen: [] } } });
  });
});

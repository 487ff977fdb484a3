import type { BallotEvent } from '@cunjian/contracts';
import { given } from '@cunjian/testing';
import { describe, expect, it } from '@jest/globals';
import { digestOfWord, secretTerms, terms, vote } from '../../test/ballot-example.ts';
import type { BallotCommand } from './command.ts';
import { ballotDecider } from './decide.ts';

const { ballot } = terms;
const { opensAt } = terms.times;
const roll = { count: 10, root: '0'.repeat(64) };
const called: BallotEvent = { type: 'ballot-called', data: terms };
const opened: BallotEvent = { type: 'ballot-opened', data: { ...terms, roll, issuers: [], holders: [] } };
const closed: BallotEvent = { type: 'ballot-closed', data: { ballot } };
const on = (...history: BallotEvent[]) => given(ballotDecider, ...history);

describe('a secret ballot', () => {
  const holder = (n: number) => ({
    office: `o${n}`,
    officeKind: 'committee-chair' as const,
    person: `h${n}`,
    key: 'k',
  });
  const issuer = (n: number) => ({ issuer: `i${n}`, hands: 'x', key: 'k', vkey: 'v' });
  const keys = { issuers: [issuer(1), issuer(2)], holders: [holder(1), holder(2), holder(3)] };
  const history: BallotEvent[] = [
    { type: 'ballot-called', data: secretTerms },
    { type: 'ballot-opened', data: { ...secretTerms, roll, ...keys } },
  ];
  const tokensClosed: BallotEvent = { type: 'tokens-closed', data: { ballot, issuers: [] } };
  const emptied: BallotEvent = { type: 'box-emptied', data: { ballot, count: 1, parts: 1 } };
  const openKey = (n: number, person = `h${n}`): BallotCommand => ({
    ...{ do: 'open-key', office: `o${n}`, person, privateKey: 'p' },
  });
  const keyOpened = (n: number): BallotEvent => ({
    type: 'key-opened',
    data: { ballot, office: `o${n}`, privateKey: 'p' },
  });
  it('ends its tokens at their time, once', () => {
    const close: BallotCommand = { do: 'close-tokens', now: '2026-05-01T12:00:00.000Z', issuers: [] };
    on(...history)
      .when(close)
      .then(tokensClosed);
    on(...history)
      .when({ ...close, now: opensAt })
      .refused('token.window-open');
    on(...history, tokensClosed)
      .when(close)
      .then();
    on(...history, closed)
      .when(close)
      .then(tokensClosed);
    on(called, opened).when(close).refused('ballot.no-tokens');
  });
  const calledOff = (small: 'online' | 'paper', voters: number): BallotEvent => ({
    type: 'channel-called-off',
    data: { ballot, channel: 'online', small, voters, least: 5 },
  });
  const settle = (tokens: number, papers: number, hasCast = false): BallotCommand => ({
    ...{ do: 'settle-channels', chosen: { tokens, papers }, hasCast },
  });
  it('is not cast online where too few hold a token or a paper', () => {
    const after = [...history, tokensClosed];
    on(...history)
      .when(settle(4, 0))
      .refused('ballot.tokens-not-closed');
    on(...after)
      .when(settle(4, 0))
      .then(calledOff('online', 4));
    on(...after)
      .when(settle(5, 4))
      .then(calledOff('paper', 4));
    for (const [tokens, papers] of [
      [0, 0],
      [0, 4],
      [5, 0],
      [5, 5],
    ] as const)
      on(...after)
        .when(settle(tokens, papers))
        .then();
    on(...after, calledOff('online', 4))
      .when(settle(4, 0))
      .then();
    // Cast before there was a least number.
    on(...after)
      .when(settle(4, 0, true))
      .then();
    on(...after, closed)
      .when(settle(4, 0))
      .then(calledOff('online', 4));
  });
  it('is called off altogether where there is no other way', () => {
    // Hands are no other way: they are seen.
    for (const other of ['proxy', 'show-of-hands', 'meeting'] as const) {
      const terms = { ...secretTerms, channels: ['online' as const, other] };
      on(
        { type: 'ballot-called', data: terms },
        { type: 'ballot-opened', data: { ...terms, roll, ...keys } },
        tokensClosed,
      )
        .when(settle(4, 0))
        .then(calledOff('online', 4), {
          type: 'ballot-cancelled',
          data: { ballot, code: 'ballot.online-too-few' },
        });
    }
  });
  it('is counted without its box where nothing was cast online', () => {
    const after = [...history, tokensClosed, calledOff('online', 4), closed];
    const granted = { online: [], byProxy: [], papers: 0, hands: 0 };
    expect(
      on(...after)
        .when({ do: 'count', granted })
        .state(),
    ).toMatchObject({ counted: { arithmetic: { present: 0 } } });
    on(...after, { type: 'box-emptied', data: { ballot, count: 0, parts: 0 } })
      .when(openKey(1))
      .refused('ballot.online-called-off');
  });
  it('is called off where keys are missing to count it 60 days after its closing, and not before', () => {
    const reason = digestOfWord('reason');
    const cancelling = (days: number) => ({
      ...{ do: 'cancel' as const, reason },
      now: new Date(Date.parse(secretTerms.times.closesAt) + days * 86_400_000).toISOString(),
    });
    const cancelled: BallotEvent = { type: 'ballot-cancelled', data: { ballot, reason } };
    const stuck = [
      [...history, closed, emptied],
      [...history, tokensClosed, closed, emptied],
      [...history, tokensClosed, closed, emptied, keyOpened(1)],
    ];
    for (const events of stuck) {
      on(...events)
        .when(cancelling(60))
        .then(cancelled);
      on(...events)
        .when(cancelling(59))
        .refused({ code: 'ballot.still-awaited', params: { at: cancelling(60).now } });
      on(...events, cancelled)
        .when(openKey(3))
        .refused('ballot.cancelled');
    }
    const countable = [
      [...history, tokensClosed],
      [...history, tokensClosed, closed, emptied, keyOpened(1), keyOpened(3)],
      [...history, tokensClosed, calledOff('online', 4), closed],
    ];
    for (const events of countable)
      on(...events)
        .when(cancelling(600))
        .refused('ballot.opened');
  });
  it('is counted when its box is empty and two of three keys are open', () => {
    const granted = { online: [vote('for')], byProxy: [], papers: 0, hands: 0 };
    const after = [...history, tokensClosed, closed];
    on(...after)
      .when(openKey(1))
      .refused('ballot.box-not-emptied');
    on(...history, closed, emptied)
      .when(openKey(1))
      .refused('ballot.tokens-not-closed');
    on(...after, emptied)
      .when(openKey(1))
      .then(keyOpened(1));
    on(...after, emptied)
      .when(openKey(1, 'h2'))
      .refused('ballot.no-key-holder');
    on(...after, emptied, keyOpened(1))
      .when(openKey(1))
      .then();
    on(...after, emptied, keyOpened(1))
      .when({ do: 'count', granted })
      .refused('ballot.keys-closed');
    on(...history, closed, emptied, keyOpened(1), keyOpened(3))
      .when({ do: 'count', granted })
      .refused('ballot.tokens-not-closed');
    expect(
      on(...after, emptied, keyOpened(1), keyOpened(3))
        .when({ do: 'count', granted })
        .state(),
    ).toMatchObject({
      counted: { arithmetic: { present: 1 } },
    });
  });
});

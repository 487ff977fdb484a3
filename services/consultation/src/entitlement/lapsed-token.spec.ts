import type { EntitlementEvent } from '@cunjian/contracts';
import { fold, isRefused } from '@cunjian/kernel';
import { given } from '@cunjian/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tooFewOnline } from '@cunjian/ballots';
import { right, secretTerms } from '../../test/ballot-example.ts';
import { granted as grantedOf } from '../ballot/votes-of.ts';
import type { EntitlementCommand, Right } from './command.ts';
import { entitlementDecider } from './decide.ts';
import { isWholeToken, type Entitlement } from './entitlement.ts';

const { ballot, person } = right;
const inWindow: Right = { ...right, terms: secretTerms };
const late = (tokens: Right['tokens']): Right => ({ ...inWindow, now: '2026-05-01T13:00:00.000Z', tokens });
const on = (...history: EntitlementEvent[]) => given(entitlementDecider, ...history);

const requested: EntitlementEvent = { type: 'token-requested', data: { ballot, person, requests: ['r1', 'r2'] } };
const signed = (issuer: 'a' | 'b'): EntitlementEvent => ({
  type: 'token-granted',
  data: { ballot, person, issuer, request: issuer === 'a' ? 'r1' : 'r2', signature: 's' },
});
const lapsed: EntitlementEvent = { type: 'token-lapsed', data: { ballot, person } };
const issued: EntitlementEvent = { type: 'paper-issued', data: { ballot, person } };
const paper = (of: Right, more: { papers?: number; told?: boolean } = {}): EntitlementCommand => ({
  ...{ do: 'issue-paper', right: of, papers: 4, told: false, ...more },
});
const grant = (of: Right, issuer: 'a' | 'b'): EntitlementCommand => ({
  ...{ do: 'grant-token', right: of, issuer, at: issuer === 'a' ? 0 : 1, signature: 's' },
  request: issuer === 'a' ? 'r1' : 'r2',
});
const request = (of: Right): EntitlementCommand => ({ do: 'request-token', right: of, requests: ['r1', 'r2'] });

describe('a token that nobody signed', () => {
  it('excludes paper until the tokens are closed, and lapses then with what is granted instead', () => {
    on(requested)
      .when(paper(late(undefined)))
      .refused('entitlement.taken');
    on(requested)
      .when(paper(late('closed')))
      .then(lapsed, issued);
    on(requested)
      .when({ do: 'attend', right: late('closed') })
      .refused('ballot.channel-not-allowed');
  });
  it('is not asked for any more once they are closed, be it by a clock that is ahead', () => {
    on()
      .when(request({ ...inWindow, tokens: 'closed' }))
      .refused('token.too-late');
    on().when(request(inWindow)).then(requested);
  });
  it('is not signed any more then', () => {
    on(requested)
      .when(grant(late('closed'), 'a'))
      .refused('token.too-late');
    on(requested, lapsed, issued)
      .when(grant(late(undefined), 'a'))
      .refused('token.other-request');
  });
});

describe('a token that one has signed, and perhaps the other where no event says so', () => {
  it.each(['a', 'b'] as const)('excludes every other way: %s', (issuer) => {
    const history = [requested, signed(issuer)];
    on(...history)
      .when(paper(late('closed')))
      .refused('entitlement.taken');
    on(...history)
      .when(paper(late('called-off'), { papers: 0 }))
      .then(lapsed, issued);
  });
});

describe('a token that both signed', () => {
  const whole = [requested, signed('a'), signed('b')];
  it('excludes every other way while it can be used', () =>
    on(...whole)
      .when(paper(late('closed')))
      .refused('entitlement.taken'));
  it('lapses where nothing is cast online', () => {
    on(...whole)
      .when(paper(late('called-off'), { papers: 0 }))
      .then(lapsed, issued);
    on(...whole)
      .when(request(late('called-off')))
      .refused('ballot.online-called-off');
    on(...whole, lapsed, issued)
      .when(paper(late('called-off')))
      .refused('entitlement.taken');
  });
});

describe('a paper that is one of too few, while others vote online', () => {
  it('is given out to who was told', () => {
    on()
      .when(paper(late('closed'), { papers: 3 }))
      .refused({ code: 'paper.too-few', params: { least: 5 } });
    on()
      .when(paper(late('closed'), { papers: 3, told: true }))
      .then(issued);
    on()
      .when(paper(late('closed'), { papers: 4 }))
      .then(issued);
  });
  it('is given out in the window, when more may come, and where all vote on paper', () => {
    on()
      .when(paper(inWindow, { papers: 0 }))
      .then(issued);
    on()
      .when(paper(late('called-off'), { papers: 0 }))
      .then(issued);
  });
});

const commands = (of: Right): fc.Arbitrary<readonly EntitlementCommand[]> =>
  fc.array(
    fc.constantFrom<EntitlementCommand>(
      request(of),
      grant(of, 'a'),
      grant(of, 'b'),
      paper(of, { told: true }),
      { do: 'attend', right: of },
      { do: 'revoke', right: of, form: 'paper' },
    ),
    { maxLength: 12 },
  );

const carriedOut = (history: EntitlementEvent[], all: readonly EntitlementCommand[]): void => {
  for (const command of all) {
    const decided = entitlementDecider.decide(command, fold(entitlementDecider, history));
    if (!isRefused(decided)) history.push(...decided);
  }
};

describe('when tokens are closed, whatever came before and comes after', () => {
  it('nobody counts twice, and whoever holds a token that can be used keeps it', () => {
    const voters = fc.array(fc.tuple(commands(inWindow), commands(late(undefined)), fc.gen()), {
      ...{ minLength: 1, maxLength: 8 },
    });
    fc.assert(
      fc.property(voters, fc.integer({ min: 1, max: 4 }), (all, least) => {
        const histories = all.map(([before, until]) => {
          const history: EntitlementEvent[] = [];
          carriedOut(history, [...before, ...until]);
          return history;
        });
        const states = histories.map((history) => fold(entitlementDecider, history));
        const holders = new Set(histories.filter((_, at) => isWholeToken(states[at] as Entitlement)));
        const { papers } = grantedOf(states, 'secret');
        const few = tooFewOnline({ tokens: holders.size, papers }, least);
        for (const [at, [, , gen]] of all.entries()) {
          const history = histories[at] ?? [];
          carriedOut(
            history,
            gen(() => commands(late(few === undefined ? 'closed' : 'called-off'))),
          );
          const state = fold(entitlementDecider, history);
          // What she can cast, by the token that she held, and what is counted of her by hand.
          const online = holders.has(history) && few === undefined ? 1 : 0;
          const byHand = grantedOf([state], 'secret');
          expect(online + byHand.papers + byHand.hands).toBeLessThanOrEqual(1);
          expect(isWholeToken(state)).toBe(holders.has(history) && (few === undefined || state.form === 'token'));
        }
      }),
      { numRuns: 300 },
    );
  });
});

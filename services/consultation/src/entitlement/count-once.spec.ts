import type { EntitlementEvent } from '@cunjian/contracts';
import { fold, isRefused } from '@cunjian/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { right, secretTerms, vote } from '../../test/ballot-example.ts';
import { granted } from '../ballot/votes-of.ts';
import type { EntitlementCommand, Right } from './command.ts';
import { entitlementDecider } from './decide.ts';
import { evolve, initialState, type Entitlement } from './entitlement.ts';

const { ballot } = right;
const look = { isOnRoll: true, sharesHousehold: true, isNearRelative: true, held: 0 };
const voters = ['p', 'q', 'r'] as const;

const commandOn = (of: Right): fc.Arbitrary<EntitlementCommand> => {
  const others = fc.option(fc.constantFrom(...voters), { nil: undefined });
  const answers = fc.constantFrom('for' as const, 'against' as const, 'abstain' as const);
  return fc.oneof(
    fc
      .record({ voter: fc.constantFrom(...voters), answer: answers })
      .map(({ voter, answer }): EntitlementCommand => ({ do: 'cast', right: of, voter, choice: vote(answer) })),
    others.map((proxy): EntitlementCommand => ({ do: 'issue-paper', right: of, proxy, papers: 0, told: true })),
    others.map((proxy): EntitlementCommand => ({ do: 'attend', right: of, proxy })),
    fc
      .constantFrom('q', 'r')
      .map((proxy): EntitlementCommand => ({ do: 'lodge-proxy', right: of, proxy, look, announced: true })),
    fc
      .constantFrom('paper' as const, 'proxy' as const)
      .map((form): EntitlementCommand => ({ do: 'revoke', right: of, form })),
    fc.constant<EntitlementCommand>({ do: 'request-token', right: of, requests: ['r1', 'r2'] }),
    fc.constantFrom('a', 'b').map((issuer): EntitlementCommand => ({
      ...{ do: 'grant-token', right: of, issuer, at: issuer === 'a' ? 0 : 1 },
      ...{ request: issuer === 'a' ? 'r1' : 'r2', signature: 's' },
    })),
  );
};
const rights = fc.constantFrom(right, { ...right, terms: secretTerms });

/** Everything that a history of commands, accepted or not, leaves in the stream. */
const historyOf = (commands: readonly EntitlementCommand[]): EntitlementEvent[] => {
  const history: EntitlementEvent[] = [];
  for (const command of commands) {
    const decided = entitlementDecider.decide(command, fold(entitlementDecider, history));
    if (!isRefused(decided)) history.push(...decided);
  }
  return history;
};

const counted = (is: Entitlement, of: Right): number => {
  const { online, byProxy, papers, hands } = granted([is], of.terms.secrecy);
  // A token lets her put one ballot into the box.
  return online.length + byProxy.length + papers + hands + (is.form === 'token' ? 1 : 0);
};

describe('whatever the order of online, paper, meeting, proxy, token and revocation', () => {
  it('an entry of the roll counts once at most', () => {
    fc.assert(
      fc.property(
        rights.chain((of) => fc.tuple(fc.constant(of), fc.array(commandOn(of), { maxLength: 25 }))),
        ([of, commands]) => {
          const history = historyOf(commands);
          expect(counted(fold(entitlementDecider, history), of)).toBeLessThanOrEqual(1);
          // What was handed out in paper or at the meeting is out, less what came back: never more than one.
          let out = 0;
          for (const { type, data } of history) {
            if (type === 'paper-issued' || type === 'attendance-recorded') out++;
            if (type === 'entitlement-revoked' && data.form === 'paper') out--;
            expect(out).toBeGreaterThanOrEqual(0);
            expect(out).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('a stream that somebody forged counts once at most, too', () => {
    const event = commandOn(right).map((command): EntitlementEvent => {
      switch (command.do) {
        case 'cast':
          return {
            type: 'ballot-cast',
            data: {
              ballot,
              person: 'p',
              choice: command.choice,
              ...(command.voter === 'p' ? {} : { proxy: command.voter }),
            },
          };
        case 'issue-paper':
          return {
            type: 'paper-issued',
            data: { ballot, person: 'p', ...(command.proxy && { proxy: command.proxy }) },
          };
        case 'attend':
          return { type: 'attendance-recorded', data: { ballot, person: 'p' } };
        case 'lodge-proxy':
          return { type: 'proxy-lodged', data: { ballot, person: 'p', proxy: command.proxy, announced: true } };
        case 'revoke':
          return { type: 'entitlement-revoked', data: { ballot, person: 'p', form: command.form } };
        default:
          return { type: 'token-requested', data: { ballot, person: 'p', requests: ['r1', 'r2'] } };
      }
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 25 }), (events) => {
        const state = events.reduce(evolve, initialState);
        expect(counted(state, right)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });

  it('what is decided does not depend on the order in which different voters come', () => {
    const stream = (person: string) =>
      fc.array(commandOn({ ...right, person }), { minLength: 1, maxLength: 6 }).map((commands) => historyOf(commands));
    fc.assert(
      fc.property(
        fc.tuple(stream('p'), stream('s'), stream('t')),
        fc.array(fc.nat(2), { maxLength: 30 }),
        (streams, turns) => {
          const tallyOf = (order: readonly number[]) => {
            const at = [0, 0, 0];
            const states: Entitlement[] = streams.map(() => initialState);
            const take = (one: number) => {
              const event = streams[one]?.[at[one] ?? 0];
              if (event === undefined) return;
              at[one] = (at[one] ?? 0) + 1;
              states[one] = evolve(states[one] ?? initialState, event);
            };
            for (const one of order) take(one);
            for (const one of [0, 1, 2]) while ((at[one] ?? 0) < (streams[one]?.length ?? 0)) take(one);
            return granted(states, 'open');
          };
          expect(tallyOf(turns)).toEqual(tallyOf([]));
        },
      ),
      { numRuns: 200 },
    );
  });
});

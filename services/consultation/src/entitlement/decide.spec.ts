import type { EntitlementEvent } from '@cunjian/contracts';
import { given } from '@cunjian/testing';
import { describe, expect, it } from '@jest/globals';
import { right, rule, secretTerms, terms, vote } from '../../test/ballot-example.ts';
import type { EntitlementCommand, ProxyLookUps, Right } from './command.ts';
import { entitlementDecider } from './decide.ts';

const { ballot, person } = right;
const on = (...history: EntitlementEvent[]) => given(entitlementDecider, ...history);
const at = (now: string, more: Partial<Right> = {}): Right => ({ ...right, now, ...more });
const cast = (answer: 'for' | 'against', voter = 'p'): EntitlementCommand => ({
  ...{ do: 'cast', right, voter, choice: vote(answer) },
});
const wasCast = (answer: 'for' | 'against', proxy?: string): EntitlementEvent => ({
  type: 'ballot-cast',
  data: { ballot, person, choice: vote(answer), ...(proxy === undefined ? {} : { proxy }) },
});
const issued: EntitlementEvent = { type: 'paper-issued', data: { ballot, person } };
const attended: EntitlementEvent = { type: 'attendance-recorded', data: { ballot, person } };
const lodged: EntitlementEvent = { type: 'proxy-lodged', data: { ballot, person, proxy: 'q', announced: true } };
const revoked = (form: 'paper' | 'proxy'): EntitlementEvent => ({
  type: 'entitlement-revoked',
  data: { ballot, person, form },
});
const look: ProxyLookUps = { isOnRoll: true, sharesHousehold: false, isNearRelative: true, held: 0 };
const lodge: EntitlementCommand & { do: 'lodge-proxy' } = {
  ...{
    do: 'lodge-proxy',
    right: at('2026-04-25T00:00:00.000Z', { status: 'called' }),
    proxy: 'q',
    look,
    announced: true,
  },
};
const requests = ['r1', 'r2'] as const;
const secret = { ...right, terms: secretTerms };
const requested: EntitlementEvent = { type: 'token-requested', data: { ballot, person, requests: ['r1', 'r2'] } };
const grant = (issuer: string, place: 0 | 1): EntitlementCommand => ({
  ...{ do: 'grant-token', right: secret, issuer, at: place, request: requests[place], signature: `s-${issuer}` },
});
const granted = (issuer: string, place: 0 | 1): EntitlementEvent => ({
  type: 'token-granted',
  data: { ballot, person, issuer, request: requests[place], signature: `s-${issuer}` },
});

describe('nothing granted yet', () => {
  it('casts an open ballot', () => on().when(cast('for')).then(wasCast('for')));
  it('casts from the opening until before the closing, to the instant', () => {
    const { opensAt, closesAt } = terms.times;
    on()
      .when({ ...cast('for'), right: at(opensAt) })
      .then(wasCast('for'));
    on()
      .when({ ...cast('for'), right: at('2026-05-01T00:59:59.999Z') })
      .refused('ballot.not-open');
    on()
      .when({ ...cast('for'), right: at(closesAt) })
      .refused('ballot.closed');
  });
  it('casts nothing off the roll, called off, by a closed channel, or of another kind', () => {
    on()
      .when({ ...cast('for'), right: { ...right, isOnRoll: false } })
      .refused('ballot.not-on-roll');
    on()
      .when({ ...cast('for'), right: { ...right, status: 'cancelled' } })
      .refused('ballot.cancelled');
    on()
      .when({ ...cast('for'), right: { ...right, terms: { ...terms, channels: ['paper'] } } })
      .refused({
        code: 'ballot.channel-not-allowed',
        params: expect.objectContaining({ citation: '某法第一条' }) as never,
      });
    on()
      .when({ do: 'cast', right, voter: 'p', choice: { kind: 'one-of', options: ['o01'] } })
      .refused('choice.other-kind');
    on()
      .when({ ...cast('for'), right: secret })
      .refused('ballot.secret');
  });
  it('lets nobody vote who holds no proxy', () => on().when(cast('for', 'q')).refused('proxy.not-yours'));
  it('gives a paper, or records attendance', () => {
    on().when({ do: 'issue-paper', papers: 0, told: false, right }).then(issued);
    on().when({ do: 'attend', right }).then(attended);
  });
  it('takes nothing back', () =>
    on().when({ do: 'revoke', right, form: 'paper' }).refused('entitlement.nothing-to-revoke'));
});

describe('a proxy', () => {
  it('is lodged within the limits of the rule', () => on().when(lodge).then(lodged));
  it.each<[string, Partial<ProxyLookUps>]>([
    ['proxy.not-on-roll', { isOnRoll: false }],
    ['proxy.no-relative', { isNearRelative: false }],
    ['proxy.too-many', { held: 2 }],
    ['proxy.too-late', { until: { lastDay: '2026-04-24', endsAt: '2026-04-24T16:00:00.000Z', rules: [] } }],
  ])('%s', (code, more) =>
    on()
      .when({ ...lodge, look: { ...look, ...more } })
      .refused(code),
  );
  it('may be as many as the rule says, to the last', () =>
    on()
      .when({ ...lodge, look: { ...look, held: 1 } })
      .then(lodged));
  it('is nobody herself, no candidate, and announced', () => {
    on()
      .when({ ...lodge, proxy: 'p' })
      .refused('proxy.self');
    on()
      .when({ ...lodge, announced: false })
      .refused('proxy.not-announced');
    const candidate = { option: 'o01', person: 'q', name: 'n'.padEnd(43, 'n') as never, woman: false };
    const question = {
      kind: 'election',
      candidates: [candidate],
      seats: 1,
      seatsForWomen: 0,
      writeIns: false,
    } as const;
    on()
      .when({
        ...lodge,
        right: { ...lodge.right, terms: { ...terms, question: { ...question, candidates: [candidate] } } },
      })
      .refused('proxy.candidate');
  });
  it('is refused where the rule has none, or wants the household', () => {
    const without = { ...rule };
    delete (without as { proxies?: unknown }).proxies;
    on()
      .when({ ...lodge, right: { ...lodge.right, terms: { ...terms, rule: without } } })
      .refused('proxy.not-allowed');
    const proxies = { perPerson: 1, withinHouseholdOnly: true, nearRelativesOnly: false };
    const household = { ...rule, proxies: { ...proxies, candidatesExcluded: false, announcedOrVoid: false } };
    on()
      .when({ ...lodge, right: { ...lodge.right, terms: { ...terms, rule: household } } })
      .refused('proxy.other-household');
  });
  it('votes once, may change until the closing, and leaves the principal nothing', () => {
    on(lodged).when(cast('for', 'q')).then(wasCast('for', 'q'));
    on(lodged, wasCast('for', 'q')).when(cast('against', 'q')).then(wasCast('against', 'q'));
    on(lodged).when(cast('for')).refused('entitlement.taken');
    on(lodged, wasCast('for', 'q'))
      .when({ do: 'issue-paper', papers: 0, told: false, right, proxy: 'q' })
      .refused('proxy.used');
    on(lodged, wasCast('for', 'q')).when({ do: 'revoke', right, form: 'proxy' }).refused('proxy.used');
    on(lodged).when(cast('for', 'other')).refused('proxy.not-yours');
  });
  it('is taken back unused, and a paper that she took comes back before', () => {
    on(lodged).when({ do: 'revoke', right, form: 'proxy' }).then(revoked('proxy'));
    const paper: EntitlementEvent = { type: 'paper-issued', data: { ballot, person, proxy: 'q' } };
    on(lodged, paper).when({ do: 'revoke', right, form: 'proxy' }).refused('proxy.used');
    on(lodged, paper, revoked('paper')).when({ do: 'revoke', right, form: 'proxy' }).then(revoked('proxy'));
    on(lodged, revoked('proxy')).when(cast('for')).then(wasCast('for'));
  });
});

describe('an open ballot that was cast', () => {
  it('is changed, and the same again is nothing', () => {
    on(wasCast('for')).when(cast('against')).then(wasCast('against'));
    on(wasCast('for')).when(cast('for')).then();
  });
  it('excludes every other way', () => {
    on(wasCast('for')).when({ do: 'issue-paper', papers: 0, told: false, right }).refused('entitlement.taken');
    on(wasCast('for')).when({ do: 'attend', right }).refused('entitlement.taken');
    on(wasCast('for')).when(lodge).refused('entitlement.taken');
    on(wasCast('for')).when({ do: 'revoke', right, form: 'paper' }).refused('entitlement.nothing-to-revoke');
  });
});

describe('a paper', () => {
  it('excludes the ballot online until it came back empty', () => {
    on(issued).when(cast('for')).refused('entitlement.taken');
    on(issued).when({ do: 'issue-paper', papers: 0, told: false, right }).refused('entitlement.taken');
    on(issued).when({ do: 'revoke', right, form: 'paper' }).then(revoked('paper'));
    on(issued, revoked('paper')).when(cast('for')).then(wasCast('for'));
  });
});

describe('attendance', () => {
  it('is the vote of whoever came', () => on(attended).when(cast('for')).refused('entitlement.taken'));
});

describe('a token', () => {
  const request: EntitlementCommand = { do: 'request-token', right: secret, requests };
  it('is asked for in its window, once, with the same answer again', () => {
    on().when(request).then(requested);
    on(requested).when(request).then();
    on(requested)
      .when({ ...request, requests: ['r1', 'other'] })
      .refused('token.other-request');
    on()
      .when({ ...request, right: { ...secret, now: '2026-05-01T12:00:00.000Z' } })
      .refused('token.too-late');
    on()
      .when({ ...request, right })
      .refused('ballot.open');
    on(issued).when(request).refused('entitlement.taken');
  });
  it('is signed once by each issuer, for its own request', () => {
    on(requested).when(grant('a', 0)).then(granted('a', 0));
    on(requested, granted('a', 0)).when(grant('a', 0)).then();
    on(requested, granted('a', 0)).when(grant('b', 1)).then(granted('b', 1));
    on(requested)
      .when({ ...grant('a', 0), at: 1 } as EntitlementCommand)
      .refused('token.other-request');
    on().when(grant('a', 0)).refused('token.other-request');
  });
  it('excludes every other way', () => {
    const paper: EntitlementCommand = { do: 'issue-paper', papers: 0, told: false, right: secret };
    on(requested).when(paper).refused('entitlement.taken');
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { refuse } from '@cunjian/kernel';
import { requestToken } from '@cunjian/secret-ballot';
import { nodeEd25519 } from '@cunjian/tlog/node';
import type { Issuers } from '../src/issuers/issuer.ts';
import { codesOf, committee, ok, openConsultation, personId, settle, village, type Harness } from './harness.ts';
import { recounted } from './recounted.ts';
import { closesAt, eventsOf, openSecretVote, seedOf, takeToken, tokensUntil, type SecretVote } from './secret-vote.ts';

const dayMs = 86_400_000;
const voters = ['villager', 'secondVillager', 'thirdVillager'] as const;

let harness: Harness;
let vote: SecretVote;
let issuers: Issuers;
let asked: string[];

/** Writes down who is asked for what, in its order. */
const listen = (): void => {
  for (const issuer of issuers) {
    const { issue, end } = issuer;
    issuer.issue = (request) => {
      asked.push(`${issuer.issuer} issues`);
      return issue(request);
    };
    issuer.end = async (ballot) => {
      asked.push(`${issuer.issuer} ends`);
      const statement = await end(ballot);
      // What was signed since is read next.
      await harness.catchUp();
      return statement;
    };
  }
};

beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
  if (harness.secret.issuers === undefined) throw new Error('there are two');
  ({ issuers } = harness.secret);
  asked = [];
  listen();
  vote = await openSecretVote(issuers, harness.register, voters.map(personId));
  await harness.catchUp();
  await harness.react();
});
afterEach(() => harness.close());

const untilTheWindowEnds = () => harness.clock.advance(Date.parse(tokensUntil) - harness.clock.now());
const close = async () => {
  await harness.catchUp();
  return harness.dispatch({
    ...{ type: 'close-tokens', data: { ballot: vote.ballot }, commandId: harness.random.uuid() },
    ...{ actor: 'system:test', correlationId: 'test' },
  });
};
const entitlement = (voter: (typeof voters)[number]) => `entitlement-${vote.ballot}-${personId(voter)}`;
const grantedTo = async (voter: (typeof voters)[number]) =>
  (await eventsOf(harness, entitlement(voter))).filter(({ type }) => type === 'token-granted').length;
const statedCounts = async () => {
  const closed = (await eventsOf(harness, vote.ballot)).find(({ type }) => type === 'tokens-closed');
  return closed?.type === 'tokens-closed' ? closed.data.issuers.map(({ count }) => count) : undefined;
};
/** Asked for and, as the process ended, answered by nobody. */
const request = async (voter: (typeof voters)[number], seed: number) => {
  const [first, second] = await requestToken(vote.setting, seedOf(seed), nodeEd25519);
  const data = { ballot: vote.ballot, person: personId(voter), requests: [first, second] as [string, string] };
  await harness.register(entitlement(voter), village, undefined, { type: 'token-requested', data });
};

describe('the second issuer', () => {
  it('signs before the deployment does, and ends before it', async () => {
    await takeToken(harness, vote, 'villager', seedOf(21));
    expect(asked).toEqual(['second issues', 'deployment issues']);
    await request('secondVillager', 22);
    asked.length = 0;
    await untilTheWindowEnds();
    expect(await close()).toBe('done');
    expect(asked).toEqual(['second issues', 'deployment issues', 'second ends', 'deployment ends']);
    expect(await statedCounts()).toEqual([2, 2]);
  });

  it('that signed just before its end has the deployment sign, too', async () => {
    const { end } = issuers[1];
    issuers[1].end = async (ballot) => {
      await request('villager', 23);
      const requests = await requestToken(vote.setting, seedOf(23), nodeEd25519);
      await issuers[1].issue({ ballot, person: personId('villager'), request: requests[1] });
      return end(ballot);
    };
    await untilTheWindowEnds();
    expect(await close()).toBe('done');
    expect(await grantedTo('villager')).toBe(2);
    expect(await statedCounts()).toEqual([1, 1]);
  });

  it('that signed and whose answer was lost is asked again, and not ended before', async () => {
    const { issue } = issuers[1];
    issuers[1].issue = async (asking) => {
      await issue(asking);
      return refuse('issuer.unreachable', { hands: issuers[1].hands });
    };
    await request('villager', 24);
    await untilTheWindowEnds();
    expect(await close()).toMatchObject({ refused: [{ code: 'issuer.unreachable' }] });
    expect(await statedCounts()).toBeUndefined();
    expect(asked).not.toContain('second ends');
    issuers[1].issue = issue;
    expect(await close()).toBe('done');
    expect(await grantedTo('villager')).toBe(2);
    const { findings } = await recounted(harness, vote.ballot);
    expect(findings.filter(({ code }) => code.startsWith('issuer.'))).toEqual([]);
  });

  it('that is gone for good leaves a ballot that its officers call off, with a reason, after 60 days', async () => {
    issuers[1].issue = () => Promise.resolve(refuse('issuer.unreachable', { hands: issuers[1].hands }));
    issuers[1].end = () => Promise.resolve(refuse('issuer.unreachable', { hands: issuers[1].hands }));
    const { ballot } = vote;
    await harness.clock.advance(Date.parse(closesAt) - harness.clock.now());
    await harness.register(ballot, village, committee, { type: 'ballot-closed', data: { ballot } });
    await harness.catchUp();
    const cancel = () =>
      harness
        .acting('clerk')
        .ballots.cancel({ commandId: harness.random.uuid(), ballot, reason: '第二签发方已停止运行' });
    const offered = async () => (await harness.acting('clerk').ballots.get({ ids: [ballot] })).value[0]?.actions ?? [];
    await harness.clock.advance(59 * dayMs);
    expect(await offered()).not.toContain('cancel');
    expect(await codesOf(cancel())).toEqual(['ballot.still-awaited']);
    await harness.clock.advance(dayMs);
    expect(await offered()).toContain('cancel');
    await ok(cancel());
    await harness.catchUp();
    expect((await harness.as('villager').ballots.get({ ids: [ballot] })).value[0]).toMatchObject({
      ...{ status: 'cancelled', cancelled: { reason: '第二签发方已停止运行' } },
    });
    const { findings } = await recounted(harness, ballot);
    expect(findings.map(({ code }) => code)).toContain('ballot.cancelled');
    expect(findings.map(({ code }) => code)).not.toContain('ballot.cancelled-after-opening');
  });

  it('is not waited for where it refuses one request for ever', async () => {
    const data = { ballot: vote.ballot, person: personId('villager'), requests: ['A', 'B'] as [string, string] };
    await harness.register(entitlement('villager'), village, undefined, { type: 'token-requested', data });
    await untilTheWindowEnds();
    expect(await close()).toBe('done');
    expect(await statedCounts()).toEqual([0, 0]);
  });
});

describe('a voter whose token was not signed', () => {
  const ownToken = async () => {
    await harness.catchUp();
    const { value } = await harness.as('villager').secretBallots.openings({ ballots: [vote.ballot] });
    return { hasToken: value[0]?.hasToken, tokenLacks: value[0]?.tokenLacks };
  };

  it('has one until no more are signed, then learns that another way is open to her', async () => {
    const data = { ballot: vote.ballot, person: personId('villager'), requests: ['A', 'B'] as [string, string] };
    await harness.register(entitlement('villager'), village, undefined, { type: 'token-requested', data });
    expect(await ownToken()).toEqual({ hasToken: true, tokenLacks: undefined });
    await untilTheWindowEnds();
    expect(await close()).toBe('done');
    expect(await ownToken()).toEqual({ hasToken: false, tokenLacks: 2 });
    const of = { ballot: vote.ballot, person: personId('villager') };
    await harness.register(entitlement('villager'), village, undefined, { type: 'token-lapsed', data: of });
    expect(await ownToken()).toEqual({ hasToken: false, tokenLacks: undefined });
  });

  it('keeps what was signed', async () => {
    await takeToken(harness, vote, 'villager', seedOf(25));
    await untilTheWindowEnds();
    expect(await close()).toBe('done');
    expect(await ownToken()).toEqual({ hasToken: true, tokenLacks: undefined });
  });
});

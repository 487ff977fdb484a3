import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConsultationEvent } from '@cunjian/contracts';
import { tokenHashOf } from '@cunjian/secret-ballot';
import { committee, openConsultation, personId, settle, village, type Harness, type PersonName } from './harness.ts';
import { recounted } from './recounted.ts';
import {
  closesAt,
  codeOf,
  eventsOf,
  granted,
  openSecretVote,
  seal,
  seedOf,
  takeToken,
  termsOfVote,
  tokenRequested,
  tokensUntil,
  type SecretVote,
} from './secret-vote.ts';

const voters = ['villager', 'secondVillager', 'thirdVillager', 'representative'] as const;
type Voter = (typeof voters)[number];

let harness: Harness;
let vote: SecretVote;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
});
afterEach(() => harness.close());

const react = async () => {
  await harness.catchUp();
  await harness.react();
};
const at = (time: string) => harness.clock.advance(Date.parse(time) - harness.clock.now());
const open = async (smallestCount: number, channels = termsOfVote.channels) => {
  const terms = { ...termsOfVote, channels, rule: { ...termsOfVote.rule, smallestCount } };
  vote = await openSecretVote(harness.secret.issuers, harness.register, voters.map(personId), terms);
  await react();
};
const tokensOf = (some: readonly Voter[]) =>
  Promise.all(some.map((voter, number) => takeToken(harness, vote, voter, seedOf(60 + number))));
const castBy = async (own: Awaited<ReturnType<typeof takeToken>>) =>
  harness.as(undefined).secretBallots.cast({
    ballot: vote.ballot,
    text: await seal(harness, vote.setting, own, 'for'),
  });
const paperFor = (voter: Voter, told?: boolean) =>
  harness.acting('clerk').ballots.issuePaper({
    ...{ commandId: harness.random.uuid(), ballot: vote.ballot, person: personId(voter) },
    ...(told === undefined ? {} : { told }),
  });
const namesIn = async (stream: string) => (await eventsOf(harness, stream)).map(({ type }) => type);
const entitlement = (voter: Voter) => `entitlement-${vote.ballot}-${personId(voter)}`;
const calledOff = async () => (await eventsOf(harness, vote.ballot)).find(({ type }) => type === 'channel-called-off');

describe('too few tokens', () => {
  it('are not cast: what they have is told, and their holders vote on paper', async () => {
    await open(5);
    const tokens = await tokensOf(voters);
    await at(tokensUntil);
    const [first] = tokens;
    if (first === undefined) throw new Error('a token');
    expect(codeOf(await castBy(first))).toBe('ballot.tokens-being-closed');
    expect(codeOf(await paperFor('villager'))).toBe('entitlement.taken');
    // Between the two events, too.
    const commandId = harness.random.uuid();
    const closing = { type: 'close-tokens', data: { ballot: vote.ballot }, commandId };
    await harness.catchUp();
    expect(await harness.dispatch({ ...closing, actor: 'system:test', correlationId: 'test' })).toBe('done');
    expect(await calledOff()).toBeUndefined();
    expect(codeOf(await castBy(first))).toBe('ballot.online-called-off');
    await react();
    expect(await calledOff()).toMatchObject({ data: { channel: 'online', small: 'online', voters: 4, least: 5 } });
    await react();
    const { value } = await harness.as('villager').secretBallots.openings({ ballots: [vote.ballot] });
    expect(value[0]).toMatchObject({ calledOff: { small: 'online', voters: 4, least: 5 } });

    expect(codeOf(await castBy(first))).toBe('ballot.online-called-off');
    for (const voter of voters) granted(await paperFor(voter));
    expect(await namesIn(entitlement('villager'))).toEqual([
      ...['token-requested', 'token-granted', 'token-granted', 'token-lapsed', 'paper-issued'],
    ]);
    expect(codeOf(await paperFor('villager'))).toBe('entitlement.taken');

    await at(closesAt);
    await harness.register(vote.ballot, village, committee, { type: 'ballot-closed', data: { ballot: vote.ballot } });
    await react();
    const { findings } = await recounted(harness, vote.ballot);
    expect(findings.filter(({ code }) => /^(token|channel|box|entitlement|issuer)\./.test(code))).toEqual([]);
  });

  it('end a ballot that has no other way, which is called off and can be called again', async () => {
    await open(5, ['online']);
    await tokensOf(['villager']);
    await at(tokensUntil);
    await react();
    expect((await eventsOf(harness, vote.ballot)).at(-1)).toMatchObject({
      ...{ type: 'ballot-cancelled', data: { code: 'ballot.online-too-few' } },
    });
  });
});

describe('a count that is asked for before the channel is called off', () => {
  const dispatch = (type: string) =>
    harness.dispatch({
      ...{ type, data: { ballot: vote.ballot }, commandId: harness.random.uuid() },
      ...{ actor: 'system:test', correlationId: 'test' },
    });
  it('waits for it', async () => {
    await open(5);
    await tokensOf(voters);
    await at(closesAt);
    await harness.catchUp();
    expect(await dispatch('close-tokens')).toBe('done');
    for (const event of [
      { type: 'ballot-closed', data: { ballot: vote.ballot } },
      { type: 'box-emptied', data: { ballot: vote.ballot, count: 0, parts: 0 } },
      ...[0, 1].map((officer) => ({
        ...{ type: 'key-opened' },
        data: { ballot: vote.ballot, office: `office-${officer}`, privateKey: vote.officerKeys[officer] ?? '' },
      })),
    ] as ConsultationEvent[])
      await harness.register(vote.ballot, village, committee, event);
    expect(await dispatch('count-ballot')).toBe('done');
    expect((await namesIn(vote.ballot)).at(-1)).toBe('key-opened');
    await dispatch('settle-channels');
    await dispatch('count-ballot');
    expect((await namesIn(vote.ballot)).slice(-2)).toEqual(['channel-called-off', 'ballot-counted']);
  });
});

describe('what was cast before there was a least number', () => {
  it('stays in the box, is cast on, and is counted', async () => {
    await open(5);
    const [first, second] = await tokensOf(voters);
    if (first === undefined || second === undefined) throw new Error('tokens');
    const { ballot, setting } = vote;
    const known = granted(await harness.secret.known(ballot));
    const text = await seal(harness, setting, first, 'for');
    const tokenHash = await tokenHashOf(first.token);
    expect(await harness.secret.box.cast(ballot, known.size, { tokenHash, text })).toBe('cast');
    await at(tokensUntil);
    await react();
    expect(await calledOff()).toBeUndefined();
    granted(await castBy(second));
    await at(closesAt);
    await react();
    expect((await eventsOf(harness, ballot)).at(-1)).toMatchObject({ type: 'box-emptied', data: { count: 2 } });
  });

  it('is not thrown away where the ballot is counted without its box', async () => {
    await open(5);
    const [first] = await tokensOf(voters);
    if (first === undefined) throw new Error('a token');
    await at(closesAt);
    await harness.catchUp();
    const { ballot, setting } = vote;
    const closing = { data: { ballot }, commandId: harness.random.uuid(), actor: 'system:test', correlationId: 'test' };
    expect(await harness.dispatch({ type: 'close-tokens', ...closing })).toBe('done');
    const off = { ballot, channel: 'online' as const, small: 'online' as const, voters: 4, least: 5 };
    await harness.register(ballot, village, committee, { type: 'channel-called-off', data: off });
    await harness.register(ballot, village, committee, { type: 'ballot-closed', data: { ballot } });
    const counting = { ...closing, commandId: harness.random.uuid() };
    await harness.dispatch({ type: 'count-ballot', ...counting });
    expect((await namesIn(ballot)).at(-1)).toBe('ballot-counted');
    const { size } = granted(await harness.secret.known(ballot));
    const text = await seal(harness, setting, first, 'for');
    await harness.secret.box.cast(ballot, size, { tokenHash: await tokenHashOf(first.token), text });
    const emptying = { ...closing, commandId: harness.random.uuid() };
    expect(await harness.dispatch({ type: 'empty-box', ...emptying })).toBe('done');
    expect(await harness.secret.box.page(ballot, undefined, 10)).toHaveLength(1);
  });
});

describe('too few papers', () => {
  it('bring all to paper', async () => {
    await open(2);
    await tokensOf(['villager', 'secondVillager']);
    granted(await paperFor('thirdVillager'));
    await at(tokensUntil);
    await react();
    expect(await calledOff()).toMatchObject({ data: { small: 'paper', voters: 1, least: 2 } });
    granted(await paperFor('villager'));
  });

  it('are given out later only to who was told that her vote can be worked out', async () => {
    await open(2);
    const [first] = await tokensOf(['villager', 'secondVillager']);
    if (first === undefined) throw new Error('a token');
    await at(tokensUntil);
    await react();
    expect(await calledOff()).toBeUndefined();
    granted(await castBy(first));
    await react();
    expect(codeOf(await paperFor('thirdVillager'))).toBe('paper.too-few');
    granted(await paperFor('thirdVillager', true));
    await react();
    granted(await paperFor('representative'));
  });
});

describe('just enough tokens', () => {
  it('are cast once the tokens are closed', async () => {
    await open(4);
    const [first] = await tokensOf(voters);
    if (first === undefined) throw new Error('a token');
    await at(tokensUntil);
    expect(codeOf(await castBy(first))).toBe('ballot.tokens-being-closed');
    await react();
    granted(await castBy(first));
  });
});

describe('a request that no issuer answered', () => {
  it('gives way to a paper when the tokens are closed, and not before', async () => {
    await open(1);
    await harness.register(entitlement('villager'), village, undefined, tokenRequested(personId('villager')));
    expect(codeOf(await paperFor('villager'))).toBe('entitlement.taken');
    await at(tokensUntil);
    await react();
    expect(await namesIn(entitlement('villager'))).toEqual(['token-requested']);
    granted(await paperFor('villager'));
    expect(await namesIn(entitlement('villager'))).toEqual(['token-requested', 'token-lapsed', 'paper-issued']);
    const requests: [string, string] = ['A'.repeat(342), 'A'.repeat(342)];
    const again = await harness.as('villager' satisfies PersonName).secretBallots.takeToken({
      ...{ commandId: harness.random.uuid(), ballot: vote.ballot, requests },
    });
    expect(codeOf(again)).toBe('token.too-late');
  });
});

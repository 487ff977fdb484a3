import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { codesOf, ok, openConsultation, personId, settle, village, type Harness, type PersonName } from './harness.ts';
import { openSecretVote, seedOf, takeToken, termsOfVote, tokensUntil, type SecretVote } from './secret-vote.ts';

const voters: readonly PersonName[] = ['villager', 'secondVillager', 'thirdVillager', 'representative'];
const [villager, second, third, representative] = voters.map(personId) as [string, string, string, string];
const terms = { ...termsOfVote, rule: { ...termsOfVote.rule, smallestCount: 2 } };

let harness: Harness;
let vote: SecretVote;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
  vote = await openSecretVote(harness.secret.issuers, harness.register, voters.map(personId), terms);
  await harness.catchUp();
});
afterEach(() => harness.close());

const closeTokens = async () => {
  await harness.catchUp();
  await harness.clock.advance(Date.parse(tokensUntil) - harness.clock.now());
  const { ballot } = vote;
  const commandId = harness.random.uuid();
  const caused = { actor: 'system:test', correlationId: 'test' };
  expect(await harness.dispatch({ type: 'close-tokens', data: { ballot }, commandId, ...caused })).toBe('done');
  await harness.catchUp();
};
const paperFor = (person: string) =>
  harness.acting('clerk').ballots.issuePaper({ commandId: harness.random.uuid(), ballot: vote.ballot, person });

describe('who comes for a paper after the tokens were closed', () => {
  it('is not told that others vote online where nobody can', async () => {
    await closeTokens();
    await ok(paperFor(villager));
  });

  it('is told so where they do, unless enough have a paper: that of a proxy is one', async () => {
    await takeToken(harness, vote, 'villager', seedOf(31));
    await takeToken(harness, vote, 'secondVillager', seedOf(32));
    await closeTokens();
    expect(await codesOf(paperFor(representative))).toEqual(['paper.too-few']);
    const of = { ballot: vote.ballot, person: third, proxy: second };
    await harness.register(
      `entitlement-${vote.ballot}-${third}`,
      village,
      undefined,
      { type: 'proxy-lodged', data: { ...of, announced: true } },
      { type: 'paper-issued', data: of },
    );
    await harness.catchUp();
    await ok(paperFor(representative));
  });
});

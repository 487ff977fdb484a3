import { isRefused } from '@cunjian/kernel';
import { derivedUuid } from '@cunjian/service-kit/acting';
import { checkToken, finishToken, requestToken } from '@cunjian/secret-ballot';
import { nodeEd25519 } from '@cunjian/tlog/node';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openConsultation, personId, settle, type Harness } from './harness.ts';
import { codeOf, eventsOf, openSecretVote, seedOf, type SecretVote } from './secret-vote.ts';

const person = personId('clerk');
let harness: Harness;
let vote: SecretVote;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
  vote = await openSecretVote(harness.secret.issuers, harness.register, [person]);
  await harness.catchUp();
});
afterEach(() => harness.close());

const take = async (commandId: string) => {
  const [first, second] = await requestToken(vote.setting, seedOf(31), nodeEd25519);
  return harness.as('clerk').secretBallots.takeToken({ commandId, ballot: vote.ballot, requests: [first, second] });
};
/** Anybody works it out: nothing in it is secret. */
const idOfGrant = (issuer: string) => derivedUuid('token', vote.ballot, person, issuer);
const onStream = async () =>
  (await eventsOf(harness, `entitlement-${vote.ballot}-${person}`)).map(({ type, data }) =>
    'issuer' in data ? data.issuer : type,
  );

describe('whoever gives a command the id under which an issuer’s answer is kept', () => {
  it.each(['second', 'deployment'])('gets no signature that the log does not have: %s', async (issuer) => {
    const taken = await take(idOfGrant(issuer));
    expect(await onStream()).toEqual(['token-requested', 'second', 'deployment']);
    const answers = (taken as { result: { answers: readonly [string, string] } }).result.answers;
    const own = await finishToken(vote.setting, seedOf(31), answers, nodeEd25519);
    expect(isRefused(own) ? own : await checkToken(vote.setting, own.token)).toBeUndefined();
  });

  it('nor by a paper that she gave out to herself, and took back', async () => {
    const paper = { ballot: vote.ballot, person };
    const office = harness.acting('clerk').ballots;
    expect(codeOf(await office.issuePaper({ ...paper, commandId: idOfGrant('second') }))).toBeUndefined();
    const back = { ...paper, form: 'paper' as const, commandId: idOfGrant('deployment') };
    expect(codeOf(await office.revoke(back))).toBeUndefined();
    await take(harness.random.uuid());
    expect((await onStream()).slice(-3)).toEqual(['token-requested', 'second', 'deployment']);
  });
});

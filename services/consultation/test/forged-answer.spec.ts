import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { requestToken } from '@cunjian/secret-ballot';
import { nodeEd25519 } from '@cunjian/tlog/node';
import type { Issuers } from '../src/issuers/issuer.ts';
import { grantToken } from '../src/secret/grant-token.ts';
import { openConsultation, personId, settle, village, type Harness } from './harness.ts';
import { eventsOf, granted, openSecretVote, seedOf, type SecretVote } from './secret-vote.ts';

const person = personId('villager');

let harness: Harness;
let vote: SecretVote;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
  vote = await openSecretVote(harness.secret.issuers, harness.register, [person]);
});
afterEach(() => harness.close());

it('keeps no answer of an issuer that is to another request, so that the voter can ask again', async () => {
  const { ballot, setting } = vote;
  const { issuers, known } = harness.secret;
  if (issuers === undefined) throw new Error('there are two');
  const requests = await requestToken(setting, seedOf(11), nodeEd25519);
  const stream = `entitlement-${ballot}-${person}`;
  await harness.register(stream, village, undefined, {
    type: 'token-requested',
    data: { ballot, person, requests: [requests[0], requests[1]] },
  });
  const grant = { ballot, person, actor: person, correlationId: 'test' };
  const [first, second] = issuers;
  // Of the right length, and kept by the issuer as if it were her signature.
  const unlike: Issuers = [first, { ...second, issue: (asked) => Promise.resolve(asked.request) }];
  const opened = granted(await known(ballot));
  expect(await grantToken(harness.consultation, opened, unlike, grant)).toMatchObject({
    refused: [{ code: 'issuer.unreachable', params: { hands: second.hands } }],
  });
  const types = async () => (await eventsOf(harness, stream)).map(({ type }) => type);
  expect(await types()).toEqual(['token-requested']);
  expect(granted(await grantToken(harness.consultation, opened, issuers, grant))).toHaveLength(2);
  expect(await types()).toEqual(['token-requested', 'token-granted', 'token-granted']);
});

import { describe, expect, it } from '@jest/globals';
import { nodeEd25519 } from '@cunjian/tlog/node';
import { openVote, seedOf, signedBy } from '../../test/village-vote.ts';
import { requestToken } from '../index.ts';
import { isAnswerTo } from './answer.ts';

describe('an answer', () => {
  it('is to one request, by one issuer', async () => {
    const { loaded, issuers } = await openVote();
    const [request, other] = await requestToken(loaded, seedOf(9), nodeEd25519);
    const answer = signedBy(issuers[0], request);
    expect(isAnswerTo(loaded.issuers[0], request, answer)).toBe(true);
    expect(isAnswerTo(loaded.issuers[0], other, answer)).toBe(false);
    expect(isAnswerTo(loaded.issuers[1], request, answer)).toBe(false);
    expect(isAnswerTo(loaded.issuers[0], request, request)).toBe(false);
    expect(isAnswerTo(loaded.issuers[0], request, 'AAAA')).toBe(false);
  });
});

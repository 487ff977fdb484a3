import { beforeAll, describe, expect, it } from '@jest/globals';
import { openVote, seedOf, type VillageVote } from '../../test/village-vote.ts';
import { loadOfficerKey, officerKeyOf } from './officer-key.ts';

let vote: VillageVote;
beforeAll(async () => {
  vote = await openVote();
});

describe("an officer's key", () => {
  it('comes from her code, another for each ballot', async () => {
    expect(await officerKeyOf(seedOf(1), 'road-2026')).toEqual({
      publicKey: vote.setting.officers[0],
      privateKey: vote.officerSecrets[0],
    });
    expect((await officerKeyOf(seedOf(1), 'road-2027')).publicKey).not.toBe(vote.setting.officers[0]);
  });

  it.each(['', 'AAAA', 'A'.repeat(43), 'B'.repeat(43)])('is not %p', async (text) => {
    expect(await loadOfficerKey(vote.loaded, 1, text)).toEqual({
      refused: [{ code: 'officer-key.not-hers', params: { officer: 2 }, field: 'privateKey' }],
    });
  });

  it('is not that of another officer', async () => {
    expect(await loadOfficerKey(vote.loaded, 1, vote.officerSecrets[1])).toMatchObject({ officer: 1 });
    expect(await loadOfficerKey(vote.loaded, 1, vote.officerSecrets[0])).toHaveProperty('refused');
  });
});

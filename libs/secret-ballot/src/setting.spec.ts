import { beforeAll, describe, expect, it } from '@jest/globals';
import { openVote, type VillageVote } from '../test/village-vote.ts';
import { encodeBase64Url } from './bytes.ts';
import { isOfficerKey, loadSetting, type BallotSetting } from './setting.ts';

let vote: VillageVote;
beforeAll(async () => {
  vote = await openVote();
});

describe('the setting of a ballot', () => {
  const [even, short, small] = [
    new Uint8Array(256).fill(0xfe),
    new Uint8Array(255).fill(0xff),
    new Uint8Array(256).fill(1),
  ];

  it.each<[string, (setting: BallotSetting) => Partial<BallotSetting>]>([
    ['ballot', () => ({ ballot: '' })],
    ['ballot', () => ({ ballot: '村"' })],
    ['ballot', () => ({ ballot: 'x'.repeat(201) })],
    ['choiceBytes', () => ({ choiceBytes: 0 })],
    ['choiceBytes', () => ({ choiceBytes: 1.5 })],
    ['choiceBytes', () => ({ choiceBytes: 4_097 })],
    ['issuers', ({ issuers }) => ({ issuers: [issuers[0], encodeBase64Url(even)] })],
    ['issuers', ({ issuers }) => ({ issuers: [issuers[0], encodeBase64Url(short)] })],
    ['issuers', ({ issuers }) => ({ issuers: [encodeBase64Url(small), issuers[1]] })],
    ['officers', ({ officers }) => ({ officers: [officers[0], officers[1], 'AAAA'] })],
    ['officers', ({ officers }) => ({ officers: [officers[0], officers[1], 'A'.repeat(43)] })],
  ])('is refused with a wrong %s', async (field, change) => {
    expect(await loadSetting({ ...vote.setting, ...change(vote.setting) })).toEqual({
      refused: [{ code: 'ballot-setting.malformed', params: { field }, field }],
    });
  });

  it('takes for an officer a key that something can be sealed to', async () => {
    expect(await isOfficerKey(vote.setting.officers[0])).toBe(true);
    expect(await isOfficerKey('A'.repeat(43))).toBe(false);
    expect(await isOfficerKey('')).toBe(false);
  });

  it('is refused where one hand has two keys', async () => {
    const [issuer] = vote.setting.issuers;
    const [first, second] = vote.setting.officers;
    const refused = (field: string) => ({ refused: [{ code: 'ballot-setting.same-key', params: {}, field }] });
    expect(await loadSetting({ ...vote.setting, issuers: [issuer, issuer] })).toEqual(refused('issuers'));
    expect(await loadSetting({ ...vote.setting, officers: [first, second, first] })).toEqual(refused('officers'));
  });
});

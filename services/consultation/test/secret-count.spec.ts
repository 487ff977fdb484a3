import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadSetting, officerKeyOf, settingOf } from '@cunjian/secret-ballot';
import { committee, openConsultation, personId, settle, village, type Harness, type PersonName } from './harness.ts';
import {
  closesAt,
  codeOf,
  entriesOf,
  eventsOf,
  granted,
  registerRoll,
  seal,
  seedOf,
  takeToken,
  termsOfVote,
  tokensUntil,
} from './secret-vote.ts';
import { recounted } from './recounted.ts';

const { ballot } = termsOfVote;
const officers = ['chair', 'supervision', 'clerk'] as const satisfies PersonName[];
const voters = ['villager', 'secondVillager', 'thirdVillager'] as const;

let harness: Harness;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
  await registerRoll(harness.register, entriesOf([...voters, 'representative' as const].map(personId)));
  const times = { ...termsOfVote.times, opensAt: '2026-04-10T03:00:00.000Z' };
  await harness.register(ballot, village, committee, { type: 'ballot-called', data: { ...termsOfVote, times } });
  await react();
});
afterEach(() => harness.close());

const react = async () => {
  await harness.catchUp();
  await harness.react();
};
const at = async (time: string) => {
  await harness.clock.advance(Date.parse(time) - harness.clock.now());
  await react();
};
const codes = (number: number) => officerKeyOf(seedOf(number), ballot);
const lodge = (officer: PersonName, key: string) =>
  harness.acting(officer).secretBallots.lodgeKey({ commandId: harness.random.uuid(), ballot, key });
const open = (officer: PersonName, key: string) =>
  harness.acting(officer).secretBallots.openKey({ commandId: harness.random.uuid(), ballot, key });
const lodgeAll = async () => {
  for (const [number, officer] of officers.entries()) granted(await lodge(officer, (await codes(number)).publicKey));
};
const last = async () => (await eventsOf(harness, ballot)).at(-1);

describe('the keys of the box', () => {
  it('are lodged by three officers, one each, before the opening', async () => {
    await lodgeAll();
    const { publicKey } = await codes(9);
    expect(codeOf(await lodge('secretary', publicKey))).toBe('ballot-key.enough');
    expect(codeOf(await lodge('chair', publicKey))).toBe('ballot-key.lodged');
    expect(codeOf(await lodge('neighbourClerk', publicKey))).toBe('access.denied');
    await at('2026-04-10T03:00:00.000Z');
    const opened = await last();
    if (opened?.type !== 'ballot-opened') throw new Error('the ballot did not open');
    expect(opened.data.holders.map(({ person }) => person)).toEqual(officers.map(personId));
    expect(opened.data.issuers.map(({ issuer }) => issuer)).toEqual(['deployment', 'second']);
    expect(codeOf(await lodge('secretary', publicKey))).toBe('ballot-key.not-awaited');
  });

  it('are each of one officer, and keys at all', async () => {
    const { publicKey } = await codes(1);
    granted(await lodge('chair', publicKey));
    expect(granted(await lodge('chair', publicKey)).events).toEqual([]);
    expect(codeOf(await lodge('clerk', publicKey))).toBe('ballot-key.not-yours');
    expect(codeOf(await lodge('clerk', 'A'.repeat(43)))).toBe('ballot-setting.malformed');
  });

  it('call the ballot off where one is missing', async () => {
    granted(await lodge('chair', (await codes(1)).publicKey));
    await at('2026-04-10T03:00:00.000Z');
    expect(await last()).toMatchObject({ type: 'ballot-cancelled', data: { code: 'ballot.keys-missing' } });
  });
});

describe('a secret ballot', () => {
  it('is counted when two officers have opened it, and by nobody before', async () => {
    await lodgeAll();
    await at('2026-04-10T03:00:00.000Z');
    const opened = await last();
    if (opened?.type !== 'ballot-opened') throw new Error('the ballot did not open');
    const setting = granted(await loadSetting(granted(settingOf(opened.data))));
    const vote = { ballot, opened: opened.data, setting, officerKeys: [] };
    const tokens = [];
    for (const [number, voter] of voters.entries())
      tokens.push(await takeToken(harness, vote, voter, seedOf(50 + number)));
    await at(tokensUntil);
    const answers = ['for', 'against', 'for'] as const;
    for (const [number, own] of tokens.entries()) {
      const text = await seal(harness, setting, own, answers[number] ?? 'for');
      granted(await harness.as(undefined).secretBallots.cast({ ballot, text }));
    }
    expect(codeOf(await open('chair', (await codes(0)).privateKey))).toBe('ballot.still-open');
    await at(closesAt);
    await react();
    expect(await last()).toMatchObject({ type: 'box-emptied', data: { count: 3 } });

    expect(codeOf(await open('chair', (await codes(1)).privateKey))).toBe('officer-key.not-hers');
    expect(codeOf(await open('secretary', (await codes(0)).privateKey))).toBe('ballot.no-key-holder');
    granted(await open('chair', (await codes(0)).privateKey));
    await react();
    expect(await last()).toMatchObject({ type: 'key-opened' });
    granted(await open('clerk', (await codes(2)).privateKey));
    await react();
    expect(await last()).toMatchObject({
      type: 'ballot-counted',
      data: {
        channels: [{ channels: ['online'], present: 3, cast: 3, valid: 3, invalid: 0 }],
        arithmetic: {
          members: 4,
          votes: [
            { option: 'for', votes: 2 },
            { option: 'against', votes: 1 },
          ],
          outcome: 'adopted',
        },
      },
    });
    // Its rule is made up: nothing else is to be said.
    expect(await recounted(harness, ballot)).toMatchObject({
      findings: [{ code: 'rule.other-records', level: 'note' }],
      stored: expect.anything(),
    });
  });
});

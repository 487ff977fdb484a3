import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ballotsOf, commandId } from './ballots.ts';
import {
  codesOf,
  ok,
  openConsultation,
  personId,
  png,
  settle,
  upload,
  type Harness,
  type PersonName,
} from './harness.ts';
import { recounted } from './recounted.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
});
afterEach(() => harness.close());

const everyWay = { channels: ['online', 'paper', 'show-of-hands'] as ('online' | 'paper' | 'show-of-hands')[] };
const entry = {
  ...{ issued: 2, returned: 2, valid: 2, invalid: 0, abstained: 0 },
  votes: [
    { option: 'for', votes: 1 },
    { option: 'against', votes: 1 },
  ],
};
const enter = async (account: PersonName, ballot: string, channel: 'paper' | 'show-of-hands', given: object = entry) =>
  harness.acting(account).ballots.enterProtocol({
    ...{ commandId: commandId(), ballot, channel, entry: { ...entry, ...given } },
    scans: [{ file: await upload(harness, png(7)), name: '记录.png' }],
  });
const paperFor = (ballot: string, person: string) =>
  harness.acting('clerk').ballots.issuePaper({ commandId: commandId(), ballot, person });

describe('papers beside the ballot online', () => {
  it('count once, by a protocol that two people entered alike without seeing each other', async () => {
    const { convened, opened, cast, advanceTo, viewOf } = ballotsOf(harness);
    const ballot = await convened(everyWay);
    await opened(ballot);
    await ok(cast('villager', ballot, 'for'));
    expect(await codesOf(paperFor(ballot, personId('villager')))).toEqual(['entitlement.taken']);
    await ok(paperFor(ballot, personId('secondVillager')));
    expect(await codesOf(cast('secondVillager', ballot, 'for'))).toEqual(['entitlement.taken']);
    await ok(paperFor(ballot, personId('thirdVillager')));
    await ok(paperFor(ballot, personId('partyMember')));
    const back = { commandId: commandId(), ballot, person: personId('partyMember'), form: 'paper' as const };
    await ok(harness.acting('clerk').ballots.revoke(back));
    await ok(cast('partyMember', ballot, 'for'));
    const attend = { commandId: commandId(), ballot, person: personId('representative') };
    await ok(harness.acting('clerk').ballots.attend(attend));
    await advanceTo('2026-05-03T10:00:00.000Z');
    expect(await viewOf(ballot)).toMatchObject({ status: 'closed' });

    await ok(enter('clerk', ballot, 'paper'));
    await harness.catchUp();
    const seen = (await harness.acting('supervision').ballots.get({ ids: [ballot] })).value[0];
    expect(seen?.protocols).toEqual([{ channel: 'paper', differs: [], entered: 1, isMine: false }]);
    expect(await codesOf(enter('clerk', ballot, 'paper'))).toEqual(['protocol.second-person']);
    const otherVotes = [
      { option: 'for', votes: 2 },
      { option: 'against', votes: 0 },
    ];
    await ok(enter('supervision', ballot, 'paper', { votes: otherVotes }));
    await harness.react();
    expect((await viewOf(ballot))?.protocols).toMatchObject([{ entered: 0, differs: ['votes.against', 'votes.for'] }]);
    await ok(enter('clerk', ballot, 'paper'));
    await ok(enter('supervision', ballot, 'paper'));
    await ok(
      enter('clerk', ballot, 'show-of-hands', {
        issued: 1,
        returned: 1,
        valid: 1,
        votes: [{ option: 'for', votes: 1 }],
      }),
    );
    await ok(
      enter('chair', ballot, 'show-of-hands', {
        issued: 1,
        returned: 1,
        valid: 1,
        votes: [{ option: 'for', votes: 1 }],
      }),
    );
    await harness.react();
    expect(await viewOf(ballot)).toMatchObject({
      status: 'counted',
      counted: {
        channels: [
          { channels: ['online'], present: 2 },
          { channels: ['show-of-hands'], present: 1 },
          { channels: ['paper'], present: 2 },
        ],
        arithmetic: {
          present: 5,
          cast: 5,
          votes: [
            { option: 'for', votes: 4 },
            { option: 'against', votes: 1 },
          ],
        },
      },
    });
    for (const by of ['auditor', 'villager'] as const)
      expect(await recounted(harness, ballot, by)).toMatchObject({ findings: [], stored: expect.anything() });
    const { store, catalogue } = harness.consultation.runtime;
    const history = (await store.readStream(ballot)).map((stored) => catalogue.decode(stored));
    const audiences = (name: string) => new Set(history.flatMap((one) => (one.name === name ? [one.audience] : [])));
    expect([...audiences('protocol-entered')]).toEqual(['parties']);
    expect([...audiences('protocol-settled')]).toEqual(['residents']);
  });

  it('are void where more came back than went out', async () => {
    const { convened, opened, advanceTo, viewOf } = ballotsOf(harness);
    const ballot = await convened(everyWay);
    await opened(ballot);
    await ok(paperFor(ballot, personId('villager')));
    await advanceTo('2026-05-03T10:00:00.000Z');
    expect(await codesOf(enter('clerk', ballot, 'paper'))).toEqual(['protocol.issued-differs']);
    for (const account of ['clerk', 'supervision'] as const) await ok(enter(account, ballot, 'paper', { issued: 1 }));
    await harness.react();
    expect((await viewOf(ballot))?.counted?.arithmetic).toMatchObject({ outcome: 'void', present: 1 });
    expect(await recounted(harness, ballot)).toMatchObject({ findings: [], stored: expect.anything() });
  });

  it('are entered by those who may, and not by neighbours', async () => {
    const { convened, opened, advanceTo } = ballotsOf(harness);
    const ballot = await convened(everyWay);
    await opened(ballot);
    await advanceTo('2026-05-03T10:00:00.000Z');
    expect(await codesOf(enter('neighbourClerk', ballot, 'paper'))).toEqual(['access.denied']);
  });
});

describe('a proxy', () => {
  const lodge = async (ballot: string, person: string, proxy: string) =>
    harness.acting('clerk').ballots.lodgeProxy({
      ...{ commandId: commandId(), ballot, person, proxy, announced: true },
      scan: { file: await upload(harness, png(9)), name: '委托书.png' },
    });

  it('is refused where the rule has none for this channel', async () => {
    const { convened, opened } = ballotsOf(harness);
    const ballot = await convened(everyWay);
    await opened(ballot);
    expect(await codesOf(lodge(ballot, personId('villager'), personId('secondVillager')))).toEqual([
      'ballot.channel-not-allowed',
    ]);
  });

  it('votes for her principal, is limited, and is counted as present when she has voted', async () => {
    const proxied = { channels: ['online', 'paper', 'proxy'] as ('online' | 'paper' | 'proxy')[] };
    const members = ['villager', 'secondVillager', 'thirdVillager', 'partyMember', 'clerk'] as const;
    harness.registry.set(
      'villagers',
      members.map((name) => ({ person: personId(name), household: name === 'clerk' ? 'h2' : 'h1' })),
    );
    const { convened, advanceTo, cast, viewOf } = ballotsOf(harness);
    const ballot = await convened(proxied);
    const early = await codesOf(lodge(ballot, personId('villager'), personId('secondVillager')));
    expect(early).toEqual(['roll.not-frozen']);
    await advanceTo('2026-04-20T00:00:00.000Z');
    await ok(lodge(ballot, personId('villager'), personId('secondVillager')));
    expect(await codesOf(lodge(ballot, personId('thirdVillager'), personId('clerk')))).toEqual([
      'proxy.other-household',
    ]);
    const rule = (await viewOf(ballot))?.rule;
    const limit = rule?.proxies?.perPerson ?? 0;
    // One more than the rule allows, two at the same moment.
    const others = [personId('thirdVillager'), personId('partyMember')];
    const outcomes = await Promise.all(
      others.map((person) => codesOf(lodge(ballot, person, personId('secondVillager')))),
    );
    expect(outcomes.filter((codes) => codes.length === 0)).toHaveLength(Math.min(2, limit - 1));
    await advanceTo('2026-05-01T01:00:00.000Z');
    expect(await codesOf(cast('villager', ballot, 'for'))).toEqual(['entitlement.taken']);
    expect(await codesOf(cast('clerk', ballot, 'for', personId('villager')))).toEqual(['proxy.not-yours']);
    await ok(cast('secondVillager', ballot, 'against', personId('villager')));
    await ok(cast('secondVillager', ballot, 'for'));
    await harness.catchUp();
    const standing = await harness.as('secondVillager').ballots.standings({ ballots: [ballot] });
    expect(standing.value[0]).toMatchObject({
      isOnRoll: true,
      vote: { choice: { answer: 'for' } },
      principals: expect.arrayContaining([
        expect.objectContaining({ person: personId('villager'), choice: { kind: 'yes-no', answer: 'against' } }),
      ]),
    });
    await advanceTo('2026-05-03T10:00:00.000Z');
    expect((await viewOf(ballot))?.counted).toMatchObject({
      channels: [
        { channels: ['online'], present: 1 },
        { channels: ['proxy'], present: 1 },
      ],
      arithmetic: { members: 5, present: 2 },
    });
    expect(await recounted(harness, ballot)).toMatchObject({ findings: [], stored: expect.anything() });
  });
});

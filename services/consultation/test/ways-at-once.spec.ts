import { requestToken } from '@cunjian/secret-ballot';
import { nodeEd25519 } from '@cunjian/tlog/node';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ballotsOf, closesAt, commandId } from './ballots.ts';
import { codesOf, openConsultation, personId, png, settle, upload, type Harness } from './harness.ts';
import { recounted } from './recounted.ts';
import { codeOf, eventsOf, openSecretVote, seedOf, termsOfVote } from './secret-vote.ts';

const members = ['villager', 'secondVillager', 'thirdVillager', 'clerk'] as const;
const everyWay = ['online', 'paper', 'show-of-hands', 'proxy'] as ('online' | 'paper' | 'show-of-hands' | 'proxy')[];

let harness: Harness;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
});
afterEach(() => harness.close());

const lodge = async (ballot: string, person: string, proxy: string) =>
  harness.acting('clerk').ballots.lodgeProxy({
    ...{ commandId: commandId(), ballot, person, proxy, announced: true },
    scan: { file: await upload(harness, png(9)), name: '委托书.png' },
  });
const paper = (ballot: string, person: string, proxy?: string) =>
  harness.acting('clerk').ballots.issuePaper({ commandId: commandId(), ballot, person, proxy });

describe('one entry of the roll, used in every way at the same moment', () => {
  it('votes once in an open ballot, herself', async () => {
    const { convened, opened, cast, advanceTo, viewOf } = ballotsOf(harness);
    const ballot = await convened({ channels: everyWay });
    await opened(ballot);
    for (const voter of ['villager', 'secondVillager', 'thirdVillager'] as const) {
      const person = personId(voter);
      const all = await Promise.all([
        codesOf(cast(voter, ballot, 'for')),
        codesOf(paper(ballot, person)),
        codesOf(harness.acting('clerk').ballots.attend({ commandId: commandId(), ballot, person })),
      ]);
      expect(all.toSorted()).toEqual([[], ['entitlement.taken'], ['entitlement.taken']]);
      expect(await eventsOf(harness, `entitlement-${ballot}-${person}`)).toHaveLength(1);
    }
    await advanceTo(closesAt);
    expect(await viewOf(ballot)).toMatchObject({ status: expect.stringMatching(/closed|counted/) });
    const { findings } = await recounted(harness, ballot);
    expect(findings.filter(({ code }) => code.startsWith('entitlement.'))).toEqual([]);
  });

  it('votes once by a proxy, who votes online, takes a paper and comes to the meeting', async () => {
    harness.registry.set(
      'villagers',
      members.map((name) => ({ person: personId(name), household: 'h1' })),
    );
    const { convened, cast, advanceTo } = ballotsOf(harness);
    const ballot = await convened({ channels: everyWay });
    await advanceTo('2026-04-20T00:00:00.000Z');
    const [person, proxy] = [personId('villager'), personId('secondVillager')];
    const lodged = await Promise.all([
      codesOf(lodge(ballot, person, proxy)),
      codesOf(lodge(ballot, person, personId('thirdVillager'))),
    ]);
    expect(lodged.toSorted()).toEqual([[], ['entitlement.taken']]);
    await advanceTo('2026-05-01T01:00:00.000Z');
    const [holder] = (await eventsOf(harness, `entitlement-${ballot}-${person}`)).flatMap(({ data }) =>
      'proxy' in data && data.proxy !== undefined ? [data.proxy] : [],
    );
    const voter = holder === proxy ? 'secondVillager' : 'thirdVillager';
    const attend = { commandId: commandId(), ballot, person, proxy: holder };
    const all = await Promise.all([
      codesOf(cast(voter, ballot, 'for', person)),
      codesOf(paper(ballot, person, holder)),
      codesOf(harness.acting('clerk').ballots.attend(attend)),
      codesOf(cast('villager', ballot, 'against')),
    ]);
    expect(all.filter((codes) => codes.length === 0)).toHaveLength(1);
    expect((await eventsOf(harness, `entitlement-${ballot}-${person}`)).length).toBe(2);
  });

  it('votes once in a secret ballot: with a token, on paper or by proxy', async () => {
    const proxies = { ...termsOfVote.rule, channels: [...termsOfVote.rule.channels, 'proxy' as const] };
    const limits = {
      ...{ perPerson: 3, withinHouseholdOnly: false, nearRelativesOnly: false, candidatesExcluded: false },
      announcedOrVoid: true,
    };
    const terms = {
      ...{ ...termsOfVote, channels: [...proxies.channels], rule: { ...proxies, proxies: limits } },
    };
    const vote = await openSecretVote(harness.secret.issuers, harness.register, members.map(personId), terms);
    await harness.catchUp();
    for (const [at, voter] of (['villager', 'secondVillager', 'thirdVillager'] as const).entries()) {
      const [first, second] = await requestToken(vote.setting, seedOf(80 + at), nodeEd25519);
      const person = personId(voter);
      const taking = { commandId: commandId(), ballot: vote.ballot, requests: [first, second] as [string, string] };
      const all = await Promise.all([
        harness.as(voter).secretBallots.takeToken(taking),
        paper(vote.ballot, person),
        lodge(vote.ballot, person, personId('clerk')),
        // Her other phone.
        harness.as(voter).secretBallots.takeToken({ ...taking, commandId: commandId(), requests: [second, first] }),
      ]);
      expect(all.filter((answer) => codeOf(answer) === undefined)).toHaveLength(1);
      const names = (await eventsOf(harness, `entitlement-${vote.ballot}-${person}`)).map(({ type }) => type);
      expect(names.filter((name) => name !== 'token-granted')).toHaveLength(1);
    }
  });
});

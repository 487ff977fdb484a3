import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finishToken, officerKeyOf, requestToken, type LoadedSetting, type OwnToken } from '@cunjian/secret-ballot';
import type { Bound } from '@cunjian/standalone/demo/bind-accounts';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Data } from '../src/actors.ts';
import { cunjianDone } from '../src/command-line.ts';
import { moreVillagers } from '../src/more-villagers.ts';
import { createRoad, road, type RollEntry } from '../src/road.ts';
import type { Deployment } from '../src/deployment.ts';
import { runDemo } from '../src/running.ts';
import { createSecretVoters, granted, seedOf, type Answer } from '../src/secret-voters.ts';
import { journeyMs } from '../src/until.ts';

jest.setTimeout(journeyMs);

/**
 * A villager proposes repairing a road; enough support it; the deliberations run; the assembly votes in secret, some on
 * paper and one by proxy; the resolution is published, carried out and linked to the disclosure that paid for it; an
 * auditor recounts it from the export.
 */
const { division, body, officers } = road;
const papers = 36;

/** Two who live together, neither of them among the first nor among the last. */
const sameHousehold = (roll: readonly RollEntry[]): [string, string] => {
  for (const [, [one, other]] of Map.groupBy(roll.slice(6), ({ household }) => household))
    if (one !== undefined && other !== undefined) return [one.person, other.person];
  throw new Error('nobody lives with anybody');
};

let village: Deployment;
let walk: ReturnType<typeof createRoad>;
let work = '';
let voters: ReturnType<typeof createSecretVoters>;
let walkers: readonly Bound[] = [];
let roll: readonly RollEntry[] = [];

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'cunjian-road-'));
  village = await runDemo();
  walk = createRoad(village);
  voters = createSecretVoters(village, walk);
  await walk.later(road.begins);
});
afterAll(async () => {
  await village?.stop();
  await rm(work, { recursive: true, force: true });
});

describe('a topic', () => {
  it('is proposed by a villager, and discussed', async () => {
    const given = { body, matter: 'PUBLIC_WORKS', title: road.title, text: road.text };
    const { topic } = await (await walk.as('villager')).carryOut('proposeTopic', given, 'topic { id }');
    walk.made['topic'] = topic.id;
    const other = await walk.as('villager2');
    await other.carryOut('makeComment', { topic: topic.id, stance: 'FOR', text: '支持，老人出行不便。' });
    await other.carryOut('supportTopic', { topic: topic.id });
  });

  it('is supported by so many that the committee has to call the assembly', async () => {
    const query = `query ($division: DivisionCode!, $body: ID!) { residents(division: $division, first: 100) { edges { node { person } } }
      members(body: $body, first: 100) { edges { node { person } } } }`;
    const representatives = `${division}-reps`;
    const { residents, members } = await (await walk.as('registrar')).ask(query, { division, body: representatives });
    const people = ({ edges }: Data): string[] => edges.map(({ node }: Data) => node.person);
    // A third of the representatives would be enough as well, and is two.
    const not = [...(await Promise.all(['villager', 'villager2'].map(walk.personOf))), ...people(members)];
    const others = people(residents).filter((one) => !not.includes(one));
    walkers = await moreVillagers(village, division, others.slice(-5));
    for (const { account } of walkers) {
      const given = { commandId: randomUUID(), topic: walk.id('topic') };
      expect((await village.calling(account).consultation.topics.support(given)).ok).toBe(true);
    }
    await village.settle();
    const demanded = 'query ($id: ID!) { topic(id: $id) { supporters demanded { assembly of have needed members } } }';
    expect((await (await walk.as('villager')).ask(demanded, { id: walk.id('topic') })).topic).toEqual({
      // Who proposes it supports it, and one more came after the crossing.
      supporters: 7,
      demanded: { assembly: 'VILLAGERS', of: 'ADULTS', have: 6, needed: 6, members: 60 },
    });
  });

  it('is for the village alone', async () => {
    const query = 'query ($id: ID!) { topic(id: $id) { title } }';
    const seenBy = async (account: string) =>
      (await (await walk.as(account)).ask(query, { id: walk.id('topic') })).topic;
    expect((await seenBy('villager2')).title).toBe(road.title);
    for (const account of ['neighbour', 'clerk2', 'town']) expect(await seenBy(account)).toBeNull();
    const refused = await (await walk.as('neighbour')).refused('supportTopic', { topic: walk.id('topic') });
    expect(refused[0]?.code).toBe('access.denied');
  });
});

describe('the deliberations', () => {
  it('take their order, and come to the assembly', async () => {
    await walk.begin();
    const early = await (
      await walk.as('secretary')
    ).refused('recordStep', {
      ...{ proceeding: walk.id('proceeding'), step: 'PARTY_MEMBERS_DELIBERATE', assembly: 'PARTY_MEMBERS' },
      ...{ on: '2026-12-01', hands: { present: 5, for: 5, against: 0, abstained: 0 } },
      minutes: await walk.picture(await walk.as('secretary'), '会议记录.png'),
    });
    expect(early[0]?.code).toMatch(/^proceeding\./);
    await walk.deliberate();
    expect(await walk.proceeding()).toEqual({ status: 'UNDER_WAY', next: 'ASSEMBLY_DECIDES' });
  });
});

describe('the assembly', () => {
  let setting: LoadedSetting;
  const tokens: OwnToken[] = [];

  const cast = async (voter: number, answer: Answer): Promise<void> => {
    const own = tokens[voter];
    if (own === undefined) throw new Error('no token');
    expect(await voters.cast(setting, own, answer)).toEqual([]);
  };

  it('is called, with its roll and three holders of keys', async () => {
    roll = await walk.call();
    expect(roll).toHaveLength(60);
    expect(roll.every(({ name }) => name.length > 1)).toBe(true);
    for (const [number, account] of officers.entries()) {
      const { publicKey } = await officerKeyOf(seedOf(number), walk.id('ballot'));
      await (await walk.as(account)).carryOut('lodgeBallotKey', { ballot: walk.id('ballot'), key: publicKey });
    }
    const query = 'query ($id: ID!) { ballot(id: $id) { title } }';
    expect((await (await walk.as('neighbour')).ask(query, { id: walk.id('ballot') })).ballot).toBeNull();
  });

  it('takes a proxy in time, of one household alone', async () => {
    await walk.later(road.proxiesAt);
    await walk.rollIsFrozen();
    const [principal, proxy] = sameHousehold(roll);
    const clerk = await walk.as('clerk');
    const lodging = { ballot: walk.id('ballot'), person: principal, announced: true };
    const scan = await walk.picture(clerk, '委托书.png');
    const stranger = roll.find(({ household }) => household !== roll[0]?.household)?.person;
    const refused = await clerk.refused('lodgeProxy', { ...lodging, person: roll[0]?.person, proxy: stranger, scan });
    expect(refused[0]?.code).toMatch(/^proxy\./);
    await clerk.carryOut('lodgeProxy', { ...lodging, proxy, scan });
    Object.assign(walk.made, { principal, proxy });
  });

  it('opens by itself, and hands out tokens and papers, one thing a person', async () => {
    await walk.later(road.times.opensAt);
    await walk.ballotIs('OPEN');
    setting = await voters.settingFor('villager');
    const own = await Promise.all(['villager', 'villager2'].map(walk.personOf));
    for (const account of ['villager', 'villager2']) {
      const seed = seedOf(tokens.length + 20);
      const requests = await requestToken(setting, seed);
      const given = { ballot: walk.id('ballot'), requests };
      const { answers } = await (await walk.as(account)).carryOut('takeToken', given, 'answers');
      tokens.push(granted(await finishToken(setting, seed, answers)));
    }
    for (const { account } of walkers.slice(0, 4))
      tokens.push(await voters.takeToken(setting, account, seedOf(tokens.length + 20)));
    const elsewhere = [...own, ...walkers.map(({ person }) => person), walk.id('principal'), walk.id('proxy')];
    const others = roll.map(({ person }) => person).filter((person) => !elsewhere.includes(person));
    await walk.issuePapers(others.slice(0, papers));
    const clerk = await walk.as('clerk');
    const byProxy = { ballot: walk.id('ballot'), person: walk.id('principal'), proxy: walk.id('proxy') };
    await clerk.carryOut('issuePaper', byProxy);
    const twice = await clerk.refused('issuePaper', { ballot: walk.id('ballot'), person: own[0] });
    expect(twice[0]?.code).toBe('entitlement.taken');
  });

  it('takes secret ballots from nobody in particular, the last of a token counting', async () => {
    await walk.later(road.times.tokensUntil);
    await walk.boxIs('tokensClosed');
    const answers = ['for', 'for', 'for', 'for', 'against', 'abstain'] as const;
    await cast(0, 'against');
    for (const [voter, answer] of answers.entries()) await cast(voter, answer);
  });

  it('is counted in public: two officers open the box, two people enter the papers', async () => {
    await walk.later(road.times.closesAt);
    await walk.boxIs('boxEmptied');
    for (const number of [0, 2] as const) {
      const { privateKey } = await officerKeyOf(seedOf(number), walk.id('ballot'));
      const holder = await walk.as(officers[number]);
      await holder.carryOut('openBallotKey', { ballot: walk.id('ballot'), key: privateKey });
    }
    const votes = [
      { option: 'for', votes: 25 },
      { option: 'against', votes: 8 },
    ];
    await walk.enterPapers({
      ...{ issued: papers + 1, returned: papers, valid: papers - 1, invalid: 1, abstained: 2, votes },
    });
    await walk.ballotIs('COUNTED');
    const query = `query ($id: ID!) { ballot(id: $id) {
      result { arithmetic { quorate cast votes { option votes } outcome } } } }`;
    const { result } = (await (await walk.as('villager')).ask(query, { id: walk.id('ballot') })).ballot;
    expect(result.arithmetic).toMatchObject({
      ...{ quorate: true, outcome: 'ADOPTED', cast: papers + 6, votes: [{ votes: 29 }, { votes: 9 }] },
    });
    expect(await walk.proceeding()).toEqual({ status: 'UNDER_WAY', next: 'DECISION_PUBLISHED' });
  });
});

describe('the resolution', () => {
  it('is adopted, published, carried out, paid for and its result published', async () => {
    await walk.adopt();
    expect(walk.id('number')).toMatch(/^2026-\d$/);
    await walk.later('2027-01-20T02:00:00.000Z');
    await walk.carryOut();
    expect(await walk.proceeding()).toMatchObject({ status: 'COMPLETED' });
    const links = `query ($id: ID!) { disclosure(id: $id) { resolutions { spent resolution { number title status } } } }`;
    const { disclosure } = await (await walk.as('villager')).ask(links, { id: road.disclosure });
    expect(disclosure.resolutions).toContainEqual({
      spent: 11_500_000,
      resolution: { number: walk.id('number'), title: road.title, status: 'CONCLUDED' },
    });
  });
});

describe('an auditor', () => {
  it('exports the log, verifies it and recounts the ballot', async () => {
    await village.advanceHeads();
    const dir = join(work, 'export');
    const auditor = await walk.as('auditor');
    const session = ['--url', village.url, '--token', auditor.token, '--office', auditor.office ?? ''];
    await cunjianDone('audit', 'export', '--division', division, '--out', dir, ...session);
    const vkeys = (await readFile(join(dir, 'vkeys'), 'utf8')).trim().split('\n');
    const keys = vkeys.flatMap((vkey) => ['--vkey', vkey]);
    await cunjianDone('audit', 'verify', '--dir', dir, ...keys);
    const recount = ['audit', 'recount', '--dir', dir, '--ballot', walk.id('ballot'), '--json', ...keys];
    const { records } = await cunjianDone(...recount);
    expect(records.at(-1)).toMatchObject({ findings: [] });
  });
});

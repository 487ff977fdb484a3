import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noticeBoardPicture } from '@cunjian/standalone/demo/pictures';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { isRefused, type Refused } from '@cunjian/kernel';
import {
  finishToken,
  loadSetting,
  officerKeyOf,
  requestToken,
  sealBallot,
  settingOf,
  type LoadedSetting,
  type OwnToken,
} from '@cunjian/secret-ballot';
import { systemRandom } from '@cunjian/service-kit';
import { createActors, type Actor, type Actors, type Data } from '../src/actors.ts';
import { cunjianDone } from '../src/command-line.ts';
import { moreVillagers, type MoreVillager } from '../src/more-villagers.ts';
import { runStandaloneDemo, type Running } from '../src/running.ts';

// The first to need the demo's data makes them.
jest.setTimeout(180_000);

/**
 * A villager proposes repairing a road; enough support it; the deliberations run; the assembly votes in secret, some on
 * paper and one by proxy; the resolution is published, carried out and linked to the disclosure that paid for it.
 */
const division = '330324108207';
const body = `${division}-vc`;
const made: Record<string, string> = {};
const id = (name: string): string => made[name] ?? `no ${name} yet`;

const disclosure = `disclosure-${body}-2026Q2`;

const granted = <Value>(value: Value): Exclude<Value, Refused> => {
  if (isRefused(value)) throw new Error(JSON.stringify(value.refused));
  return value as Exclude<Value, Refused>;
};

/** Two of the roll who live together. */
const sameHousehold = (roll: readonly { readonly person: string; readonly household: string }[]): [string, string] => {
  for (const [, [one, other]] of Map.groupBy(roll.slice(6), ({ household }) => household))
    if (one !== undefined && other !== undefined) return [one.person, other.person];
  throw new Error('nobody lives with anybody');
};

const seedOf = (number: number): Uint8Array => new Uint8Array(16).fill(number + 1);

let village: Running;
let work = '';
let as: Actors;
let walkers: readonly MoreVillager[] = [];

const personOf = async (account: string): Promise<string> =>
  (await (await as(account)).ask('{ viewer { person } }')).viewer.person;
const consultationAs = (account: string) =>
  village.standalone.services.consultation.wired.router.createCaller({ account, correlationId: 'e2e' });

/** Days and weeks go by; everybody signs in anew. */
const later = async (instant: string): Promise<void> => {
  await village.goOnTo(instant);
  as = createActors(village.url);
};
const minutes = async (actor: Actor) => ({
  file: await actor.upload(noticeBoardPicture(Object.keys(made).length + 7)),
  name: '会议记录.png',
});
const proceedingNow = async (): Promise<Data> => {
  await village.settle();
  const query = 'query ($id: ID!) { proceeding(id: $id) { status next steps { step state taken { passed } } } }';
  return (await (await as('villager')).ask(query, { id: id('proceeding') })).proceeding;
};
/** The clock's own doing takes a moment. */
const becomes = async (status: string): Promise<void> => {
  const query =
    'query ($id: ID!) { ballot(id: $id) { status cancelledCode secretVoting { tokensClosed boxEmptied } } }';
  let seen: Data;
  for (let looked = 0; looked < 300; looked += 1) {
    await village.settle();
    seen = (await (await as('villager')).ask(query, { id: id('ballot') })).ballot;
    if (seen.status === status) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the ballot did not become ${status}: ${JSON.stringify(seen)}`);
};
const rollFrozen = async (): Promise<void> => {
  const query = 'query ($id: ID!) { ballot(id: $id) { roll { status } } }';
  for (let looked = 0; looked < 300; looked += 1) {
    await village.settle();
    if ((await (await as('villager')).ask(query, { id: id('ballot') })).ballot.roll.status === 'FROZEN') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the roll was not frozen');
};
const meeting = async (account: string, step: string, assembly: string, on: string, numbers: object) => {
  const actor = await as(account);
  await actor.carryOut('recordStep', {
    ...{ proceeding: id('proceeding'), step, assembly, on, ...numbers },
    minutes: await minutes(actor),
  });
};

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'cunjian-road-'));
  village = await runStandaloneDemo();
  await later('2026-12-01T09:00:00+08:00');
});
afterAll(async () => {
  await village?.stop();
  await rm(work, { recursive: true, force: true });
});

describe('a topic', () => {
  it('is proposed by a villager, and discussed', async () => {
    const villager = await as('villager');
    const { topic } = await villager.carryOut(
      'proposeTopic',
      { body, matter: 'PUBLIC_WORKS', title: '修村口到下街的路', text: '路面破损，雨天难行，建议今冬修好。' },
      'topic { id }',
    );
    made['topic'] = topic.id;
    const other = await as('villager2');
    await other.carryOut('makeComment', { topic: topic.id, stance: 'FOR', text: '支持，老人出行不便。' });
    await other.carryOut('supportTopic', { topic: topic.id });
  });

  it('is supported by so many that the committee has to call the assembly', async () => {
    const registrar = await as('registrar');
    const query = `query ($division: DivisionCode!) { residents(division: $division, first: 100) { edges { node { person } } } }`;
    const known = (await registrar.ask(query, { division })).residents.edges.map(({ node }: Data) => node.person);
    const own = await Promise.all(['villager', 'villager2'].map(personOf));
    const others = known.filter((person: string) => !own.includes(person));
    walkers = await moreVillagers(village, division, others.slice(-5));
    for (const { account } of walkers) {
      const outcome = await consultationAs(account).topics.support({ commandId: randomUUID(), topic: id('topic') });
      expect(outcome.ok).toBe(true);
    }
    await village.settle();
    const demanded = 'query ($id: ID!) { topic(id: $id) { supporters demanded { assembly of have needed members } } }';
    expect((await (await as('villager')).ask(demanded, { id: id('topic') })).topic).toEqual({
      // Who proposes it supports it, and one more came after the crossing.
      supporters: 7,
      demanded: { assembly: 'VILLAGERS', of: 'ADULTS', have: 6, needed: 6, members: 60 },
    });
  });

  it('is for the village alone', async () => {
    await village.settle();
    const query = 'query ($id: ID!) { topic(id: $id) { title } }';
    expect((await (await as('villager2')).ask(query, { id: id('topic') })).topic.title).toBe('修村口到下街的路');
    for (const account of ['neighbour', 'clerk2', 'town'])
      expect((await (await as(account)).ask(query, { id: id('topic') })).topic).toBeNull();
    const refused = await (await as('neighbour')).refused('supportTopic', { topic: id('topic') });
    expect(refused[0]?.code).toBe('access.denied');
  });
});

describe('the deliberations', () => {
  it('begin with the party branch, the two committees and the party members', async () => {
    const secretary = await as('secretary');
    const { proceeding } = await secretary.carryOut(
      'beginProceeding',
      { topic: id('topic'), kind: 'FOUR_DELIBERATIONS' },
      'proceeding { id }',
    );
    made['proceeding'] = proceeding.id;
    const early = await (
      await as('secretary')
    ).refused('recordStep', {
      ...{ proceeding: proceeding.id, step: 'PARTY_MEMBERS_DELIBERATE', assembly: 'PARTY_MEMBERS', on: '2026-12-01' },
      hands: { present: 5, for: 5, against: 0, abstained: 0 },
      minutes: await minutes(secretary),
    });
    expect(early[0]?.code).toMatch(/^proceeding\./);
    const unanimous = (present: number) => ({ hands: { present, for: present, against: 0, abstained: 0 } });
    const branch = { members: 3, ...unanimous(3) };
    await meeting('secretary', 'PARTY_BRANCH_PROPOSES', 'PARTY_BRANCH', '2026-12-01', branch);
    await meeting('chair', 'COMMITTEES_CONSULT', 'COMMITTEES', '2026-12-01', unanimous(2));
    await meeting('secretary', 'PARTY_MEMBERS_DELIBERATE', 'PARTY_MEMBERS', '2026-12-01', unanimous(5));
    expect(await proceedingNow()).toMatchObject({ status: 'UNDER_WAY', next: 'ASSEMBLY_DECIDES' });
  });
});

describe('the assembly', () => {
  const times = {
    rollAt: '2026-12-01T00:00:00.000Z',
    opensAt: '2026-12-14T01:00:00.000Z',
    tokensUntil: '2026-12-15T01:00:00.000Z',
    closesAt: '2026-12-16T01:00:00.000Z',
  };
  const officers = ['clerk', 'chair', 'supervisor'] as const;
  let setting: LoadedSetting;
  const tokens: OwnToken[] = [];

  /** As a device has it from the opening. */
  const settingFor = async (actor: Actor): Promise<LoadedSetting> => {
    const query = `query ($id: ID!) { ballot(id: $id) { status
      secretVoting { issuers { issuer hands key vkey } holders { office officeKind person key } } } }`;
    const { status, secretVoting } = (await actor.ask(query, { id: id('ballot') })).ballot;
    expect(status).toBe('OPEN');
    const opened = { ballot: id('ballot'), question: { kind: 'yes-no' }, ...secretVoting };
    return granted(await loadSetting(granted(settingOf(opened))));
  };
  const tokenOf = async (account: string, seed: Uint8Array): Promise<OwnToken> => {
    const [first, second] = await requestToken(setting, seed);
    const taken = await consultationAs(account).secretBallots.takeToken({
      ...{ commandId: randomUUID(), ballot: id('ballot'), requests: [first, second] },
    });
    if (!taken.ok) throw new Error(JSON.stringify(taken.refusals));
    return granted(await finishToken(setting, seed, taken.result.answers));
  };
  const cast = async (voter: number, answer: 'for' | 'against' | 'abstain'): Promise<void> => {
    const own = tokens[voter];
    if (own === undefined) throw new Error('no token');
    const text = granted(await sealBallot({ setting, own, choice: { kind: 'yes-no', answer }, random: systemRandom }));
    const response = await fetch(`${village.url}/ballot-box`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ballot: id('ballot'), text }),
    });
    if (!response.ok) throw new Error(await response.text());
  };
  const papers = 36;
  let roll: readonly { readonly person: string; readonly household: string }[] = [];

  it('is called, with its notice, its roll and three holders of keys', async () => {
    const chair = await as('chair');
    const { ballot } = await chair.carryOut(
      'callBallot',
      {
        ...{ body, assembly: 'VILLAGERS', matter: 'PUBLIC_WORKS', secrecy: 'SECRET', times },
        ...{ title: '是否修村口到下街的路', text: '预算十二万元，由村集体资金支出。', question: { kind: 'YES_NO' } },
        ...{ channels: ['ONLINE', 'PAPER', 'PROXY'], proceeding: id('proceeding'), topic: id('topic') },
      },
      'ballot { id }',
    );
    made['ballot'] = ballot.id;
    await chair.carryOut('drawRoll', { ballot: ballot.id });
    for (const [number, account] of officers.entries()) {
      const { publicKey } = await officerKeyOf(seedOf(number), ballot.id);
      await (await as(account)).carryOut('lodgeBallotKey', { ballot: ballot.id, key: publicKey });
    }
    await village.settle();
    const query = `query ($id: ID!) { ballot(id: $id) { roll { count root
      entries(first: 100) { edges { node { person name household } } } } } }`;
    const shown = (await (await as('villager')).ask(query, { id: ballot.id })).ballot.roll;
    roll = shown.entries.edges.map(({ node }: Data) => node);
    expect(roll).toHaveLength(shown.count);
    expect(shown.entries.edges.every(({ node }: Data) => node.name.length > 1)).toBe(true);
    expect((await (await as('neighbour')).ask(query, { id: ballot.id })).ballot).toBeNull();
  });

  it('takes a proxy in time, of one household alone', async () => {
    await later('2026-12-11T01:00:00.000Z');
    await rollFrozen();
    const [principal, proxy] = sameHousehold(roll);
    const clerk = await as('clerk');
    const lodging = { ballot: id('ballot'), person: principal, announced: true };
    const scan = await minutes(clerk);
    const stranger = roll.find(({ household }) => household !== roll[0]?.household)?.person ?? '';
    const refused = await clerk.refused('lodgeProxy', { ...lodging, person: roll[0]?.person, proxy: stranger, scan });
    expect(refused[0]?.code).toMatch(/^proxy\./);
    await clerk.carryOut('lodgeProxy', { ...lodging, proxy, scan });
    made['principal'] = principal;
    made['proxy'] = proxy;
  });

  it('opens by itself, and hands out tokens and papers, one thing a person', async () => {
    await later('2026-12-14T01:00:01.000Z');
    await becomes('OPEN');
    setting = await settingFor(await as('villager'));
    const own = await Promise.all(['villager', 'villager2'].map(personOf));
    const online = [...own, ...walkers.map(({ person }) => person)];
    const excluded = [...online, id('principal'), id('proxy')];
    const others = roll.map(({ person }) => person).filter((person) => !excluded.includes(person));
    for (const account of ['villager', 'villager2']) {
      const actor = await as(account);
      const seed = seedOf(tokens.length + 20);
      const { answers } = await actor.carryOut(
        'takeToken',
        { ballot: id('ballot'), requests: await requestToken(setting, seed) },
        'answers',
      );
      tokens.push(granted(await finishToken(setting, seed, answers)));
    }
    for (const { account } of walkers.slice(0, 4)) tokens.push(await tokenOf(account, seedOf(tokens.length + 20)));
    const clerk = await as('clerk');
    for (const person of others.slice(0, papers)) await clerk.carryOut('issuePaper', { ballot: id('ballot'), person });
    await clerk.carryOut('issuePaper', { ballot: id('ballot'), person: id('principal'), proxy: id('proxy') });
    const twice = await clerk.refused('issuePaper', { ballot: id('ballot'), person: own[0] });
    expect(twice[0]?.code).toBe('entitlement.taken');
  });

  it('takes secret ballots from nobody in particular, the last of a token counting', async () => {
    await later('2026-12-15T01:00:01.000Z');
    const answers = ['for', 'for', 'for', 'for', 'against', 'abstain'] as const;
    for (const [voter, answer] of answers.entries()) {
      if (voter === 0) await cast(voter, 'against');
      await cast(voter, answer);
    }
  });

  it('is counted in public: two officers open the box, two people enter the papers', async () => {
    await later('2026-12-16T01:00:01.000Z');
    await becomes('CLOSED');
    for (const number of [0, 2] as const) {
      const { privateKey } = await officerKeyOf(seedOf(number), id('ballot'));
      await (await as(officers[number])).carryOut('openBallotKey', { ballot: id('ballot'), key: privateKey });
    }
    const votes = [
      { option: 'for', votes: 25 },
      { option: 'against', votes: 8 },
    ];
    const entry = { issued: papers + 1, returned: papers, valid: papers - 1, invalid: 1, abstained: 2, votes };
    for (const account of ['clerk', 'supervisor']) {
      const actor = await as(account);
      const scans = [{ ...(await minutes(actor)), name: '计票记录.png' }];
      await actor.carryOut('enterProtocol', { ballot: id('ballot'), channel: 'PAPER', entry, scans });
    }
    await becomes('COUNTED');
    const query = `query ($id: ID!) { ballot(id: $id) { status turnout { members present }
      result { arithmetic { present quorate cast valid invalid votes { option votes } outcome } channels { channels cast } } } }`;
    const { ballot } = await (await as('villager')).ask(query, { id: id('ballot') });
    expect(ballot).toMatchObject({
      status: 'COUNTED',
      result: {
        arithmetic: { quorate: true, outcome: 'ADOPTED', cast: papers + 6, votes: [{ votes: 29 }, { votes: 9 }] },
      },
    });
    expect(await proceedingNow()).toMatchObject({ status: 'UNDER_WAY', next: 'DECISION_PUBLISHED' });
  });
});

describe('the resolution', () => {
  it('is adopted, published, carried out, paid for and its result published', async () => {
    const clerk = await as('clerk');
    const chair = await as('chair');
    const { resolution } = await clerk.carryOut(
      'adoptResolution',
      {
        ...{ proceeding: id('proceeding'), title: '修村口到下街的路', text: '按表决结果，今冬修好村口到下街的路。' },
        ...{ responsible: chair.office, due: '2027-03-31', budget: 12_000_000 },
      },
      'resolution { id number }',
    );
    made['resolution'] = resolution.id;
    made['number'] = resolution.number;
    expect(resolution.number).toMatch(/^2026-\d$/);
    const places = ['芙蓉村文化礼堂前', '芙蓉村下街口'];
    await clerk.carryOut('publishResolution', { resolution: resolution.id, on: '2026-12-16', places });
    await later('2027-01-20T10:00:00+08:00');
    const reporter = await as('clerk');
    await reporter.carryOut('recordStep', {
      ...{ proceeding: id('proceeding'), step: 'VILLAGERS_APPRAISE', on: '2027-01-20', text: '村民满意。' },
    });
    await reporter.carryOut('reportResolution', {
      ...{ resolution: resolution.id, text: '路已修好。', disclosure, spent: 11_500_000, done: true },
      photos: [{ ...(await minutes(reporter)), name: '新路.png' }],
    });
    await reporter.carryOut('publishResult', { resolution: resolution.id, on: '2027-01-20', places });
    expect(await proceedingNow()).toMatchObject({ status: 'COMPLETED' });
    const links = `query ($id: ID!) { disclosure(id: $id) { resolutions { spent resolution { number title status } } } }`;
    const villager = await as('villager');
    expect((await villager.ask(links, { id: disclosure })).disclosure.resolutions).toContainEqual({
      spent: 11_500_000,
      resolution: { number: made['number'], title: '修村口到下街的路', status: 'CONCLUDED' },
    });
  });
});

describe('an auditor', () => {
  const path = (name: string) => join(work, name);
  it('exports the log, verifies it and recounts the ballot', async () => {
    await village.advanceHeads();
    const auditor = await as('auditor');
    const session = ['--url', village.url, '--token', auditor.token, '--office', auditor.office ?? ''];
    await cunjianDone('audit', 'export', '--division', division, '--out', path('export'), ...session);
    const vkeys = (await readFile(path('export/vkeys'), 'utf8')).trim().split('\n');
    const keys = vkeys.flatMap((vkey) => ['--vkey', vkey]);
    await cunjianDone('audit', 'verify', '--dir', path('export'), ...keys);
    const recount = ['audit', 'recount', '--dir', path('export'), '--ballot', id('ballot'), '--json', ...keys];
    const { records } = await cunjianDone(...recount);
    expect(records.at(-1)).toMatchObject({ findings: [] });
  });
});

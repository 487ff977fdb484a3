import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noticeBoardPicture } from '@cunjian/standalone/demo/pictures';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { officerKeyOf } from '@cunjian/secret-ballot';
import { createActors, type Actor, type Actors, type Data } from '../src/actors.ts';
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

const seedOf = (number: number): Uint8Array => new Uint8Array(16).fill(number + 1);

let village: Running;
let work = '';
let as: Actors;

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
});

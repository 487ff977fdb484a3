import { noticeBoardPicture } from '@cunjian/standalone/demo/pictures';
import { createActors, type Actor, type Actors, type Data } from './actors.ts';
import type { Deployment } from './deployment.ts';
import { until } from './until.ts';

const division = '330324108207';
const body = `${division}-vc`;
const places = ['芙蓉村文化礼堂前', '芙蓉村下街口'];

export const road = {
  division,
  body,
  title: '修村口到下街的路',
  text: '路面破损，雨天难行，建议今冬修好。',
  /** It paid for the road. */
  disclosure: `disclosure-${body}-2026Q2`,
  begins: '2026-12-01T01:00:00.000Z',
  proxiesAt: '2026-12-11T01:00:00.000Z',
  times: {
    rollAt: '2026-12-01T00:00:00.000Z',
    opensAt: '2026-12-14T01:00:00.000Z',
    tokensUntil: '2026-12-15T01:00:00.000Z',
    closesAt: '2026-12-16T01:00:00.000Z',
  },
  /** Who holds the keys of the box. */
  officers: ['clerk', 'chair', 'supervisor'],
} as const;

export interface RollEntry {
  readonly person: string;
  readonly name: string;
  readonly household: string;
}

/** What the village's officers do on the way from a topic to a published result, over the API. */
export const createRoad = (village: Deployment) => {
  let actors: Actors = createActors(village.url);
  let pictures = 7;
  const made: Record<string, string> = {};
  const id = (name: string): string => {
    const known = made[name];
    if (known === undefined) throw new Error(`there is no ${name} yet`);
    return known;
  };
  const as = (account: string): Promise<Actor> => actors(account);
  const picture = async (actor: Actor, name: string) => ({
    file: await actor.upload(noticeBoardPicture(pictures++)),
    name,
  });

  /** The ballot, once the clock has done what falls due. */
  const ballotOnce = async (query: string, is: (seen: Data) => boolean): Promise<Data> => {
    let seen: Data;
    const look = async (): Promise<boolean> => {
      await village.settle();
      ({ ballot: seen } = await (await as('villager')).ask(query, { id: id('ballot') }));
      return is(seen);
    };
    await until(look, () => `the ballot is ${JSON.stringify(seen)}`);
    return seen;
  };

  const meeting = async (account: string, step: string, assembly: string, present: number, given: object = {}) => {
    const actor = await as(account);
    const hands = { present, for: present, against: 0, abstained: 0 };
    await actor.carryOut('recordStep', {
      ...{ proceeding: id('proceeding'), step, assembly, on: '2026-12-01', hands, ...given },
      minutes: await picture(actor, '会议记录.png'),
    });
  };

  return {
    made,
    id,
    as,
    picture,
    /** Days and weeks go by; everybody signs in anew. */
    later: async (instant: string): Promise<void> => {
      await village.goOnTo(instant);
      actors = createActors(village.url);
    },
    personOf: async (account: string): Promise<string> =>
      (await (await as(account)).ask('{ viewer { person } }')).viewer.person,
    proceeding: async (): Promise<Data> => {
      await village.settle();
      const query = 'query ($id: ID!) { proceeding(id: $id) { status next } }';
      return (await (await as('villager')).ask(query, { id: id('proceeding') })).proceeding;
    },
    ballotIs: (status: string): Promise<Data> =>
      ballotOnce('query ($id: ID!) { ballot(id: $id) { status cancelledCode } }', (seen) => seen.status === status),
    rollIsFrozen: (): Promise<Data> =>
      ballotOnce('query ($id: ID!) { ballot(id: $id) { roll { status } } }', (seen) => seen.roll.status === 'FROZEN'),
    boxIs: (done: 'tokensClosed' | 'boxEmptied'): Promise<Data> =>
      ballotOnce(
        'query ($id: ID!) { ballot(id: $id) { secretVoting { tokensClosed boxEmptied } } }',
        (seen) => seen.secretVoting[done] === true,
      ),

    begin: async (): Promise<void> => {
      const { proceeding } = await (
        await as('secretary')
      ).carryOut('beginProceeding', { topic: id('topic'), kind: 'FOUR_DELIBERATIONS' }, 'proceeding { id }');
      made['proceeding'] = proceeding.id;
    },
    /** Branch, committees and party members, each for it. */
    deliberate: async (): Promise<void> => {
      await meeting('secretary', 'PARTY_BRANCH_PROPOSES', 'PARTY_BRANCH', 3, { members: 3 });
      await meeting('chair', 'COMMITTEES_CONSULT', 'COMMITTEES', 2);
      await meeting('secretary', 'PARTY_MEMBERS_DELIBERATE', 'PARTY_MEMBERS', 5);
    },
    /** A secret ballot of the villagers' assembly; its roll is drawn. */
    call: async (): Promise<readonly RollEntry[]> => {
      const chair = await as('chair');
      const { ballot } = await chair.carryOut(
        'callBallot',
        {
          ...{ body, assembly: 'VILLAGERS', matter: 'PUBLIC_WORKS', secrecy: 'SECRET', times: road.times },
          ...{ title: `是否${road.title}`, text: '预算十二万元，由村集体资金支出。', question: { kind: 'YES_NO' } },
          ...{ channels: ['ONLINE', 'PAPER', 'PROXY'], proceeding: id('proceeding'), topic: id('topic') },
        },
        'ballot { id }',
      );
      made['ballot'] = ballot.id;
      await chair.carryOut('drawRoll', { ballot: ballot.id });
      await village.settle();
      const query = `query ($id: ID!) { ballot(id: $id) { roll { count
        entries(first: 100) { edges { node { person name household } } } } } }`;
      const { roll } = (await (await as('villager')).ask(query, { id: ballot.id })).ballot;
      return roll.entries.edges.map(({ node }: Data) => node);
    },
    issuePapers: async (people: readonly string[]): Promise<void> => {
      const clerk = await as('clerk');
      for (const person of people) await clerk.carryOut('issuePaper', { ballot: id('ballot'), person });
    },
    /** By two people, each for herself. */
    enterPapers: async (entry: object): Promise<void> => {
      for (const account of ['clerk', 'supervisor']) {
        const actor = await as(account);
        const scans = [await picture(actor, '计票记录.png')];
        await actor.carryOut('enterProtocol', { ballot: id('ballot'), channel: 'PAPER', entry, scans });
      }
    },
    adopt: async (): Promise<void> => {
      const { office } = await as('chair');
      const clerk = await as('clerk');
      const { resolution } = await clerk.carryOut(
        'adoptResolution',
        {
          ...{ proceeding: id('proceeding'), title: road.title, text: '按表决结果，今冬修好村口到下街的路。' },
          ...{ responsible: office, due: '2027-03-31', budget: 12_000_000 },
        },
        'resolution { id number }',
      );
      made['resolution'] = resolution.id;
      made['number'] = resolution.number;
      await clerk.carryOut('publishResolution', { resolution: resolution.id, on: '2026-12-16', places });
    },
    /** On 2027-01-20. */
    carryOut: async (): Promise<void> => {
      const clerk = await as('clerk');
      await clerk.carryOut('recordStep', {
        ...{ proceeding: id('proceeding'), step: 'VILLAGERS_APPRAISE', on: '2027-01-20', text: '村民满意。' },
      });
      await clerk.carryOut('reportResolution', {
        ...{ resolution: id('resolution'), text: '路已修好。', done: true },
        ...{ disclosure: road.disclosure, spent: 11_500_000 },
        photos: [await picture(clerk, '新路.png')],
      });
      await clerk.carryOut('publishResult', { resolution: id('resolution'), on: '2027-01-20', places });
    },
  };
};

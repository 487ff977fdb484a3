import { isRefused } from '@cunjian/kernel';
import { done, type DemoSession } from './demo-session.ts';
import type { Seats } from './found-places.ts';
import { noticeBoardPicture } from './pictures.ts';
import { bodyOf, representativesOf, villages, type DemoVillage } from './places.ts';

type Acting = ReturnType<DemoSession['as']>;
type Signing = 'villager' | 'clerk' | 'chair' | 'secretary';

interface Telling {
  readonly demo: DemoSession;
  readonly village: DemoVillage;
  /** In the account's office. */
  readonly in: (account: Signing) => Acting;
  readonly id: (step: string) => string;
}
/** What was resolved, to be carried out later in the year. */
export interface Resolved {
  readonly proceeding: string;
  readonly resolution: string;
}

const telling = (demo: DemoSession, seats: Seats): Telling => {
  const [village] = villages;
  if (village === undefined) throw new Error('the demo has no village');
  return {
    demo,
    village,
    in: (account) => demo.as(account, account === 'villager' ? undefined : seats.get(account)),
    id: (step) => demo.nextId(`${village.code} road ${step}`),
  };
};

const known = <Value extends object>(value: Value | number | { readonly refused: unknown }): Value => {
  if (typeof value === 'number' || isRefused(value)) throw new Error('the demo may not ask for an assembly');
  return value as Value;
};

const proposeRoad = async ({ demo, village, in: as, id }: Telling): Promise<string> => {
  await demo.at('2026-04-22', '20:10');
  const { topic } = await done(
    as('villager').consultation.topics.propose({
      ...{ commandId: id('propose'), body: bodyOf(village), matter: 'public-works' },
      title: '硬化下街口到文化礼堂的路',
      text: '雨天泥泞,老人和学生出行不便。建议硬化三百二十米,宽三米,并装五盏路灯。',
    }),
  );
  await demo.settle();
  return topic;
};

/** Branch and committees at one meeting, then the party members. */
const deliberateOn = async (told: Telling, topic: string): Promise<string> => {
  const { demo, village, in: as, id } = told;
  await demo.at('2026-04-24', '09:00');
  const { proceeding } = await done(
    as('chair').consultation.proceedings.begin({ commandId: id('begin'), topic, kind: 'four-deliberations' }),
  );
  const minutes = { file: await demo.file('secretary', noticeBoardPicture(41)), name: '会议记录.png' };
  const count = async (assembly: 'committees' | 'party-members', body: string): Promise<number> => {
    const asked = { assembly, division: village.code, body, asOf: '2026-04-25T00:00:00Z' };
    const { value } = await as('secretary').registry.assemblies.count(asked);
    if (typeof value !== 'number') throw new Error('the demo may not count an assembly');
    return value;
  };
  const both = await count('committees', bodyOf(village));
  await demo.at('2026-04-26', '19:30');
  await done(
    as('secretary').consultation.proceedings.record({
      ...{ commandId: id('branch'), proceeding, step: 'party-branch-proposes', mergeWithNext: true },
      ...{ on: '2026-04-26', assembly: 'committees', minutes },
      hands: { present: both, for: both, against: 0, abstained: 0 },
    }),
  );
  const members = await count('party-members', `${village.code}-party`);
  await demo.at('2026-04-29', '19:30');
  await done(
    as('secretary').consultation.proceedings.record({
      ...{ commandId: id('party'), proceeding, step: 'party-members-deliberate' },
      ...{ on: '2026-04-29', assembly: 'party-members', minutes },
      hands: { present: members, for: members - 1, against: 0, abstained: 1 },
    }),
  );
  return proceeding;
};

const ballotIs = async ({ demo, in: as }: Telling, ballot: string, wanted: 'open' | 'closed' | 'counted') => {
  await demo.settle();
  const { value } = await as('clerk').consultation.ballots.get({ ids: [ballot] });
  if (value[0]?.status !== wanted) throw new Error(`the demo's ballot is ${String(value[0]?.status)}, not ${wanted}`);
};

/** The villagers' representatives meet and raise their hands; two people count. */
const voteOn = async (told: Telling, topic: string, proceeding: string): Promise<void> => {
  const { demo, village, in: as, id } = told;
  await demo.at('2026-04-30', '10:00');
  const { ballot } = await done(
    as('clerk').consultation.ballots.convene({
      ...{ commandId: id('convene'), body: bodyOf(village), assembly: 'representatives', matter: 'public-works' },
      ...{ title: '硬化下街口到文化礼堂的路', text: '是否同意按方案修路,村集体出资。' },
      ...{ question: { kind: 'yes-no' }, secrecy: 'open', channels: ['show-of-hands'], topic, proceeding },
      times: { opensAt: '2026-05-06T19:00:00+08:00', closesAt: '2026-05-06T21:00:00+08:00' },
    }),
  );
  await demo.settle();
  await done(as('clerk').consultation.rolls.draw({ commandId: id('draw'), ballot }));
  await demo.settle();
  await demo.at('2026-05-05', '10:00');
  await demo.settle();
  const { value: shown } = await as('clerk').consultation.ballots.get({ ids: [ballot] });
  if (shown[0]?.roll?.status !== 'frozen')
    await done(as('clerk').consultation.rolls.freeze({ commandId: id('freeze'), ballot }));
  await demo.at('2026-05-06', '19:05');
  await ballotIs(told, ballot, 'open');
  const asked = { assembly: 'representatives', division: village.code, body: representativesOf(village) } as const;
  const { value } = await as('clerk').registry.assemblies.members({ ...asked, asOf: '2026-05-06T00:00:00Z' });
  const came = known<readonly { readonly person: string }[]>(value).slice(1);
  for (const [at, { person }] of came.entries())
    await done(as('clerk').consultation.ballots.attend({ commandId: id(`attend ${at}`), ballot, person }));
  await demo.at('2026-05-06', '21:01');
  await ballotIs(told, ballot, 'closed');
  const votes = [
    { option: 'for', votes: came.length - 1 },
    { option: 'against', votes: 1 },
  ];
  const sheets = { issued: came.length, returned: came.length, valid: came.length, invalid: 0 };
  for (const account of ['clerk', 'chair'] as const) {
    const scan = { file: await demo.file(account, noticeBoardPicture(43)), name: '计票记录.png' };
    const entry = { ...sheets, abstained: 0, votes };
    await done(
      as(account).consultation.ballots.enterProtocol({
        ...{ commandId: id(`count ${account}`), ballot, channel: 'show-of-hands', entry, scans: [scan] },
      }),
    );
    await demo.settle();
  }
  await ballotIs(told, ballot, 'counted');
};

/** A topic that became a resolution, published on the boards of the village. */
export const resolveRoad = async (demo: DemoSession, seats: Seats): Promise<Resolved> => {
  const told = telling(demo, seats);
  const { village, in: as, id } = told;
  const topic = await proposeRoad(told);
  const proceeding = await deliberateOn(told, topic);
  await voteOn(told, topic, proceeding);
  await demo.at('2026-05-07', '09:00');
  await demo.settle();
  const { resolution } = await done(
    as('clerk').consultation.resolutions.adopt({
      ...{ commandId: id('adopt'), proceeding, title: '硬化下街口到文化礼堂的路' },
      text: '硬化道路三百二十米,宽三米,安装路灯五盏。由村委会组织施工,村集体出资,验收后公开决算。',
      ...{ responsible: seats.get('chair') ?? '', due: '2026-08-31', budget: 9_800_000 },
    }),
  );
  await demo.at('2026-05-08', '10:00');
  const photo = { file: await demo.file('clerk', noticeBoardPicture(45)), name: '决议张贴.png' };
  const posted = { resolution, on: '2026-05-08', places: [...village.boards], photo };
  await done(as('clerk').consultation.resolutions.publish({ commandId: id('publish'), ...posted }));
  await demo.settle();
  return { proceeding, resolution };
};

/** After the disclosure of the quarter that paid for it is out: reported with it, appraised, and its result published. */
export const concludeRoad = async (
  demo: DemoSession,
  seats: Seats,
  { proceeding, resolution }: Resolved,
): Promise<void> => {
  const { village, in: as, id } = telling(demo, seats);
  const disclosure = `disclosure-${bodyOf(village)}-2026Q2`;
  await demo.settle();
  const { value } = await as('clerk').publication.disclosures.contents({ refs: [{ disclosure, version: 1 }] });
  const lines = value[0]?.accounts.flatMap((account) => account.lines) ?? [];
  const paid = lines.toSorted((a, b) => b.payment - a.payment)[0];
  await demo.at('2026-07-20', '15:00');
  const photos = [{ file: await demo.file('clerk', noticeBoardPicture(47)), name: '新路.png' }];
  const linked = paid === undefined ? {} : { disclosure, line: paid.line, spent: paid.payment };
  await done(
    as('clerk').consultation.resolutions.report({
      ...{ commandId: id('report'), resolution, text: '道路已验收,路灯已通电。', photos, done: true, ...linked },
    }),
  );
  await demo.at('2026-07-24', '20:00');
  await done(
    as('clerk').consultation.proceedings.record({
      ...{ commandId: id('appraise'), proceeding, step: 'villagers-appraise', on: '2026-07-24' },
      text: '村民代表现场查看,认为质量合格;建议在转弯处加装反光镜。',
    }),
  );
  await demo.at('2026-07-27', '10:00');
  const result = { resolution, on: '2026-07-27', places: [...village.boards] };
  await done(as('clerk').consultation.resolutions.publishResult({ commandId: id('result'), ...result }));
  await demo.settle();
};

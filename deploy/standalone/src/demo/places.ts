/** Three real villages of Yantou, Yongjia county; their people, books and notices are made up. */
export const town = '330324108000';
export const county = '330324000000';
export const city = '330300000000';

/** Whom one can be in a village. */
type DemoSeat =
  | 'chair'
  | 'committeeMember'
  | 'clerk'
  | 'reporter'
  | 'secretary'
  | 'supervision'
  | 'supervisionMember'
  | 'collective'
  | 'collectiveDirector'
  | 'collectiveSupervisor'
  | 'resident'
  | 'secondResident';

export interface DemoVillage {
  readonly code: string;
  readonly name: string;
  /** Where the sheets hang: natural villages. */
  readonly boards: readonly [string, ...string[]];
  /** What acts in these offices; absent: nobody does yet. */
  readonly accounts: Readonly<Partial<Record<DemoSeat, string>>>;
  readonly surnames: string;
  /** Fen at the beginning of the first quarter. */
  readonly opening: { readonly bank: number; readonly cash: number };
}

export const villages: readonly DemoVillage[] = [
  {
    code: '330324108207',
    name: '芙蓉村',
    boards: ['芙蓉村文化礼堂前', '芙蓉村下街口'],
    accounts: {
      clerk: 'clerk',
      chair: 'chair',
      committeeMember: 'committee-member',
      reporter: 'reporter',
      secretary: 'secretary',
      supervision: 'supervisor',
      supervisionMember: 'supervision-member',
      collective: 'collective',
      collectiveDirector: 'collective-director',
      collectiveSupervisor: 'collective-supervisor',
      resident: 'villager',
      secondResident: 'villager2',
    },
    surnames: '陈李林王周',
    opening: { bank: 48_260_350, cash: 326_480 },
  },
  {
    code: '330324108224',
    name: '苍坡村',
    boards: ['苍坡村寨门公告栏'],
    accounts: { clerk: 'clerk2', chair: 'chair2', supervision: 'supervisor2', resident: 'neighbour' },
    surnames: '李金谢徐陈',
    opening: { bank: 31_904_120, cash: 158_200 },
  },
  {
    code: '330324108216',
    name: '港头村',
    boards: ['港头村村委会门口'],
    // Bound, so that its year is disclosed too; the sign-in page does not offer them.
    accounts: { clerk: 'clerk3', chair: 'chair3', supervision: 'supervisor3' },
    surnames: '麻徐朱刘王',
    opening: { bank: 12_077_905, cash: 94_350 },
  },
];

export const bodyOf = (village: DemoVillage): string => `${village.code}-vc`;
export const collectiveOf = (village: DemoVillage): string => `${village.code}-co`;
/** 村党组织: its roll is the party members. */
export const partyOf = (village: DemoVillage): string => `${village.code}-party`;
/** 村民代表会议. */
export const representativesOf = (village: DemoVillage): string => `${village.code}-reps`;
export const agency = `${town}-agency`;

/** The accounts of the embedded issuer: one per role. Their binding to persons is made by the demo, through commands. */
export interface DemoAccount {
  /** Subject of the token. */
  readonly account: string;
  readonly zh: string;
  readonly en: string;
}

/** Systems that get tokens by client credentials. Their secret is no secret, as demo accounts have no passwords. */
export const demoSystems = [{ clientId: 'integrator', clientSecret: 'demo-secret-of-the-integrator' }] as const;

export const demoAccounts: readonly DemoAccount[] = [
  { account: 'villager', zh: '村民', en: 'Villager' },
  { account: 'villager2', zh: '村民(第二人)', en: 'Second villager' },
  { account: 'neighbour', zh: '邻村村民', en: 'Villager of another village' },
  { account: 'accountant', zh: '代理会计(镇村账代理中心)', en: "Accountant of the township's agency" },
  { account: 'agency-manager', zh: '代理中心负责人', en: "Manager of the township's agency" },
  { account: 'cashier', zh: '代理出纳(镇村账代理中心)', en: "Cashier of the township's agency" },
  { account: 'clerk', zh: '村文书', en: 'Village clerk' },
  { account: 'reporter', zh: '村报账员', en: 'Village reporter' },
  { account: 'chair', zh: '村委会主任', en: "Chair of the villagers' committee" },
  { account: 'committee-member', zh: '村委会委员', en: "Member of the villagers' committee" },
  { account: 'secretary', zh: '村党组织书记', en: 'Party secretary of the village' },
  { account: 'clerk2', zh: '邻村村文书', en: 'Clerk of the neighbouring village' },
  { account: 'chair2', zh: '邻村村委会主任', en: 'Chair of the neighbouring village' },
  { account: 'supervisor', zh: '村务监督委员会主任', en: 'Chair of the village supervision committee' },
  { account: 'supervision-member', zh: '村务监督委员会委员', en: 'Member of the village supervision committee' },
  { account: 'supervisor2', zh: '邻村监督委员会主任', en: 'Chair of the neighbouring supervision committee' },
  { account: 'collective', zh: '股份经济合作社理事长', en: 'Chair of the collective' },
  { account: 'collective-director', zh: '股份经济合作社理事', en: 'Director of the collective' },
  { account: 'collective-supervisor', zh: '股份经济合作社监事', en: 'Supervisor of the collective' },
  { account: 'town', zh: '镇农经站', en: 'Town department' },
  { account: 'county', zh: '县农业农村局', en: 'County department' },
  { account: 'city', zh: '市农业农村局', en: 'City department' },
  { account: 'auditor', zh: '审计员', en: 'Auditor' },
  { account: 'registrar', zh: '镇登记员', en: 'Registrar of the town' },
  { account: 'registrar2', zh: '镇登记员(第二人)', en: 'Second registrar of the town' },
  { account: 'integrator', zh: '县数据对接系统', en: 'A system of the county that follows events' },
  { account: 'operator', zh: '系统管理员', en: 'Operator' },
  { account: 'operator2', zh: '系统管理员(第二人)', en: 'Second operator' },
];

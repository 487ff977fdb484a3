/**
 * What finance disclosures are about: 农村集体经济组织财务公开规定 (农经发〔2011〕13号), eight groups with 44 items, and the
 * matters that are disclosed by themselves. Put together from secondary material; it agrees with the published count.
 */

export interface Named {
  readonly zh: string;
  readonly en: string;
}

/** One of the items that the regulation lists. `code` is stable: events hold it. */
export interface ItemKind extends Named {
  readonly code: string;
}

export interface DisclosureGroup extends Named {
  readonly group: string;
  /** `accounts`: item by item in the lines of the cash and bank accounts; `sections`: in the rows of a section. */
  readonly shownIn: 'accounts' | 'sections';
  readonly items: readonly ItemKind[];
}

const items = (...all: readonly (readonly [code: string, zh: string, en: string])[]): readonly ItemKind[] =>
  all.map(([code, zh, en]) => ({ code, zh, en }));

/** In the order of the regulation. */
export const disclosureGroups = [
  {
    group: 'plan',
    zh: '财务计划',
    en: 'Plan',
    shownIn: 'sections',
    items: items(
      ['planned-budget', '财务收支计划', 'Receipts and payments'],
      ['planned-fixed-assets', '固定资产购建计划', 'Fixed assets to be bought or built'],
      ['planned-farm-works', '农业基本建设计划', 'Agricultural works'],
      [
        'planned-public-works',
        '公益事业建设及“一事一议”筹资筹劳计划',
        'Public works, with funds and labour raised for them',
      ],
      [
        'planned-use-of-assets',
        '集体资产经营与处置、资源开发利用、对外投资等计划',
        'Use and disposal of assets, use of resources, investments',
      ],
      ['planned-distribution', '收益分配计划', 'Distribution of earnings'],
      [
        'planned-other',
        '成员会议或成员代表会议讨论确定的其他财务计划',
        'Other plans that the members’ assembly decided',
      ],
    ),
  },
  {
    group: 'receipts',
    zh: '各项收入',
    en: 'Receipts',
    shownIn: 'accounts',
    items: items(
      ['operating-income', '产品销售、租赁、服务等集体经营收入', 'Sales, rents, services'],
      ['contract-income', '发包及上交收入', 'Fees of contractors, payments handed up'],
      ['investment-income', '投资收入', 'Investments'],
      ['raised-funds', '“一事一议”筹资及以资代劳款项', 'Funds raised for one purpose, payments in place of labour'],
      ['running-subsidy', '村级组织运转经费财政补助款项', 'Subsidies for running the village'],
      ['earmarked-subsidy', '上级专项补助款项', 'Earmarked subsidies'],
      ['land-compensation', '征占土地补偿款项', 'Compensation for land'],
      ['relief-received', '救济扶贫款项', 'Relief and poverty alleviation'],
      ['donations-received', '社会捐赠款项', 'Donations'],
      ['disposal-income', '资产处置收入', 'Sale of assets'],
      ['other-receipts', '其他收入', 'Other'],
    ),
  },
  {
    group: 'payments',
    zh: '各项支出',
    en: 'Payments',
    shownIn: 'accounts',
    items: items(
      ['operating-payments', '集体经营支出', 'Business of the collective'],
      ['cadre-pay', '村组（社）干部报酬', 'Pay of cadres'],
      ['newspapers', '报刊费支出', 'Newspapers'],
      [
        'administration',
        '办公费、差旅费、会议费、卫生费、治安费等管理费支出',
        'Office, travel, meetings, order, hygiene',
      ],
      ['public-welfare', '集体公益福利支出', 'Public works and welfare'],
      ['fixed-assets-bought', '固定资产购建支出', 'Fixed assets bought or built'],
      ['land-compensation-paid', '征占土地补偿支出', 'Compensation for land'],
      ['relief-paid', '救济扶贫专项支出', 'Relief and poverty alleviation'],
      ['donations-made', '社会捐赠支出', 'Donations'],
      ['other-payments', '其他支出', 'Other'],
    ),
  },
  {
    group: 'assets',
    zh: '各项资产',
    en: 'Assets',
    shownIn: 'sections',
    items: items(
      ['cash-and-bank', '现金及银行存款', 'Cash and bank'],
      ['stock', '产品物资', 'Goods and materials'],
      ['fixed-assets', '固定资产', 'Fixed assets'],
      ['biological-assets', '农业资产', 'Livestock and plantations'],
      ['investments', '对外投资', 'Investments'],
      ['other-assets', '其他资产', 'Other'],
    ),
  },
  {
    group: 'resources',
    zh: '各类资源',
    en: 'Resources',
    shownIn: 'sections',
    // Kinds of land that the group names in its text: none of the 44 items.
    items: items(
      ['farmland', '耕地', 'Farmland'],
      ['woodland', '林地', 'Woodland'],
      ['grassland', '草地', 'Grassland'],
      ['orchards', '园地', 'Orchards'],
      ['mudflats', '滩涂', 'Mudflats'],
      ['waters', '水面', 'Waters'],
      ['wasteland', '“四荒地”', 'Waste hills, gullies, dunes and flats'],
      ['building-land', '集体建设用地', 'Building land'],
    ),
  },
  {
    group: 'debts-and-claims',
    zh: '债权债务',
    en: 'Debts and claims',
    shownIn: 'sections',
    items: items(
      ['receivables', '应收单位和个人欠款', 'Owed by units and persons'],
      ['loans', '银行（信用社）贷款', 'Loans of banks'],
      ['payables', '欠单位和个人款', 'Owed to units and persons'],
      ['other-debts-and-claims', '其他债权债务', 'Other'],
    ),
  },
  {
    group: 'distribution',
    zh: '收益分配',
    en: 'Distribution of earnings',
    shownIn: 'sections',
    items: items(
      ['earnings', '收益总额', 'Earnings'],
      ['to-reserves', '提取公积公益金数额', 'To reserves'],
      ['to-welfare', '提取福利费数额', 'To welfare'],
      ['to-investors', '外来投资分利数额', 'To investors from outside'],
      ['to-members', '成员分配数额', 'To members'],
      ['to-others', '其他分配数额', 'Other'],
    ),
  },
  { group: 'other', zh: '其他需要公开的事项', en: 'Other', shownIn: 'sections', items: [] },
] as const satisfies readonly DisclosureGroup[];

export type GroupName = (typeof disclosureGroups)[number]['group'];

/** What one matter may be about that is disclosed by itself 专项公开. */
export const specialMatters: readonly ItemKind[] = items(
  ['land-acquisition', '集体土地征占补偿及分配情况', 'Land acquired, its compensation and distribution'],
  [
    'assets-let',
    '集体资产资源发包、租赁、出让、投资及收益（亏损）情况',
    'Assets and resources contracted out, let, sold or invested, with gains and losses',
  ],
  ['works-tendered', '集体工程招投标及预决算情况', 'Works put out to tender, their estimates and final accounts'],
  ['funds-raised', '“一事一议”筹资筹劳及使用情况', 'Funds and labour raised for one purpose, and their use'],
  ['other-matter', '其他需要专项公开的事项', 'Other'],
);

/** The items that a row, or a line of an account, may be one of. */
export const itemKindsOf = (group: GroupName): readonly ItemKind[] =>
  disclosureGroups.find((one) => one.group === group)?.items ?? [];

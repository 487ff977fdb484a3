import type { Body } from '@cunjian/access';
import { isRefused } from '@cunjian/kernel';
import { describe, expect, it } from '@jest/globals';
import type { PreviousClosing } from '../disclosure/arithmetic.ts';
import { buildContent } from './build-content.ts';
import { kindByAccount, statedKind } from './line-kind.ts';
import { matchBody } from './match-body.ts';
import { asOneBody, readLedger } from './read-ledger.ts';

const days = { period: '2026Q1', from: '2026-01-01', to: '2026-03-31' };

const read = async (...lines: string[]) => {
  const villages = await readLedger(Buffer.from(lines.join('\r\n')), '上村.csv');
  if (isRefused(villages)) throw new Error(JSON.stringify(villages));
  return villages;
};
const build = async (lines: string[], previous: readonly PreviousClosing[] = []) =>
  buildContent(asOneBody(await read(...lines)), days, previous);
const found = async (lines: string[], previous: readonly PreviousClosing[] = []) =>
  (await build(lines, previous)).findings.map(({ code, params: { row, column } }) => [code, row, column]);

const header = '日期,凭证号,摘要,科目,收入,支出,余额,经手人,证明人,审批人';
const ledger = [
  '上村2026年第一季度收支明细',
  header,
  '2026-01-01,,期初余额,,,,"1,000.00",,,',
  '2026/1/8,1,房租,504,500.00,,"1,500.00",李四,王五,赵六',
  '2026年3月31日,2,修路,513,,123.45,1376.55,李四,,赵六',
  '合计,,,,500.00,123.45,,,,',
];

describe('a journal as villages write it', () => {
  it('becomes an account with its opening, lines and closing', async () => {
    const { content, findings } = await build(ledger);
    expect(findings).toEqual([]);
    expect(content.accounts).toMatchObject([
      {
        ...{ account: '基本账户', book: '村账', opening: 100_000, closing: 137_655 },
        lines: [
          {
            ...{
              line: '村账-2026-01-1-1',
              date: '2026-01-08',
              voucher: '1',
              entry: 1,
              summary: '房租',
              account: '504',
            },
            ...{ kind: 'income', receipt: 50_000, payment: 0, handler: '李四', witness: '王五', approver: '赵六' },
          },
          { date: '2026-03-31', kind: 'expenditure', receipt: 0, payment: 12_345, witness: undefined },
        ],
      },
    ]);
  });

  it('may lack columns and carry the opening from what was published', async () => {
    const short = ['摘要,支出,日期', '修路,100,2026-02-01'];
    expect(await found(short)).toEqual([['import.no-opening', 2, 'A']]);
    const previous = [{ book: '村账', account: '农商行', closing: 30_000, disclosure: 'd', period: '2025Q4' }];
    const { content, findings } = await build(short, previous);
    expect(findings).toEqual([]);
    expect(content.accounts).toMatchObject([{ account: '农商行', opening: 30_000, closing: 20_000 }]);
  });

  it('keeps accounts apart by their column', async () => {
    const { content, findings } = await build([
      '账户,日期,摘要,收入,支出,余额',
      '现金,2026-01-02,期初余额,,,10',
      '现金,2026-01-03,取现,90,,100',
      '农商行,2026-01-02,期初余额,,,500',
      '农商行,2026-01-03,取现,,90,410',
    ]);
    expect(findings).toEqual([]);
    expect(content.accounts).toMatchObject([
      { account: '现金', opening: 1_000, closing: 10_000 },
      { account: '农商行', opening: 50_000, closing: 41_000 },
    ]);
  });
});

describe('what is wrong is told all at once, where it stands', () => {
  it('a wrong amount is found at the row from which balances differ', async () => {
    const wrong = ledger.map((line) => line.replace(',123.45,1376.55', ',132.45,1376.55'));
    expect(await found(wrong)).toEqual([
      ['import.balance-differs', 5, 'G'],
      ['import.total-differs', 6, 'F'],
      ['disclosure.does-not-add-up', 5, 'G'],
    ]);
  });
  it('bad cells, days outside the period, numbers of persons', async () => {
    expect(
      await found([
        header,
        '2026-01-01,,期初余额,,,,1000,,,',
        '2026-04-01,1,房租,504,500,,,,,',
        '2026-02-30,2,修路,513,,1.234,,,,',
        '2026-02-03,3,付李四13800138000,513,,10,,,,',
      ]),
    ).toEqual([
      ['table.bad-date', 4, 'A'],
      ['table.amount-fraction', 4, 'F'],
      ['disclosure.line-outside-period', 3, 'A'],
      ['disclosure.no-amount', 4, 'E'],
      ['personal-data.in-prose', 5, 'C'],
    ]);
  });
  it('a red entry that names nothing, unless a column does', async () => {
    const red = (rest: string) => [
      `${header},冲销凭证`,
      '2026-01-01,,期初余额,,,,1000,,,,',
      '2026-01-08,3,租金,504,5,,,,,,',
      `2026-01-09,9,冲错账,504,-5,,,,,,${rest}`,
    ];
    expect(await found(red(''))).toEqual([['disclosure.red-entry-unexplained', 4, 'K']]);
    expect(await found(red('3'))).toEqual([]);
    expect(await found(red('9'))).toEqual([['disclosure.corrects-itself', 4, 'K']]);
    expect(await found(red('4'))).toEqual([['disclosure.corrects-nothing', 4, 'K']]);
  });
  it('texts that are too long for their field, of lines and of accounts', async () => {
    const long = '很'.repeat(61);
    const lines = [
      `账户,凭证号,日期,摘要,余额,收入`,
      `${long},,2026-01-01,期初余额,0,`,
      `${long},${long},2026-01-02,${'租'.repeat(501)},5,5`,
    ];
    expect(await found(lines)).toEqual([
      ['import.bad-text', 3, 'A'],
      ['import.bad-text', 3, 'B'],
      ['import.bad-text', 3, 'D'],
    ]);
  });
  it('a word that is no kind', async () => {
    const lines = ['日期,摘要,收入,类型', '2026-01-01,期初余额,0,', '2026-01-02,房租,5,奖金'];
    expect(await found(lines)).toEqual([['import.unknown-kind', 3, 'D']]);
  });
  it('an item of the regulation that is none of its side', async () => {
    const lines = (item: string) => [
      '日期,摘要,收入,公开项目',
      '2026-01-01,期初余额,0,',
      `2026-01-02,店面租金,5,${item}`,
    ];
    expect(await found(lines('村组（社）干部报酬'))).toEqual([['disclosure.unknown-item-kind', 3, 'D']]);
    const { content, findings } = await build(lines('发包及上交收入'));
    expect(findings).toEqual([]);
    expect(content.accounts[0]?.lines[0]?.itemKind).toBe('contract-income');
  });
  it('a sheet without a header', async () => {
    const { findings } = await build(['今天天气好', '明天下雨']);
    expect(findings.map(({ code }) => code)).toEqual(['table.no-header']);
  });
});

describe('a file of many villages', () => {
  it('is told apart by the column 村, cells left blank repeating the one above', async () => {
    const villages = await read(
      '村,日期,摘要,收入,余额',
      '上村,2026-01-01,期初余额,,10',
      ',2026-01-02,房租,5,15',
      '下村,2026-02-30,房租,5,5',
    );
    expect(villages.map(({ village, findings }) => [village, findings.length])).toEqual([
      ['上村', 0],
      ['下村', 1],
    ]);
  });
  it('else by its sheet', async () => {
    expect((await read(...ledger)).map(({ village }) => village)).toEqual(['上村']);
  });
});

describe('a kind', () => {
  it.each([
    ['504', true, 'income'],
    ['513 管理费用', false, 'expenditure'],
    ['513', true, 'current-account'],
    ['101 库存现金', true, 'internal-transfer'],
    ['241', true, 'current-account'],
    ['应付款', false, 'current-account'],
    ['其他收入', true, 'income'],
    ['', true, 'income'],
    [null, false, 'expenditure'],
  ] as const)('of account %s, receipt %s, is %s', (account, isReceipt, kind) => {
    expect(kindByAccount(account, isReceipt)).toBe(kind);
  });
  it.each([
    ['收入', 'income'],
    ['往来', 'current-account'],
    ['内部转账', 'internal-transfer'],
    ['支出', 'expenditure'],
    ['奖金', undefined],
  ])('stated as %s is %s', (word, kind) => expect(statedKind(word)).toBe(kind));
});

describe('the body that a name means', () => {
  const body = (name: string, division: string, kind: Body['kind'] = 'villagers-committee'): Body => ({
    ...{
      body: `${division}-${kind}`,
      kind,
      name,
      division,
      owesDisclosure: true,
      noticeBoards: [],
      from: '2020-01-01',
    },
    ...{ contracts: [], agencies: [] },
  });
  const bodies = [
    body('上村村民委员会', '330326101201'),
    body('上村股份经济合作社', '330326101201', 'collective'),
    body('下村村民委员会', '330326101202'),
    body('大下村村民委员会', '330326101203'),
    body('马屿镇江村村民委员会', '330326101204'),
    body('南江村村民委员会', '330326101205'),
  ];
  const meant = (name: string) => {
    const match = matchBody(name, bodies);
    return isRefused(match) ? match.refused[0].code : match.name;
  };
  it.each([
    ['上村', '上村村民委员会'],
    ['上村村委会', '上村村民委员会'],
    ['上村股份经济合作社', '上村股份经济合作社'],
    ['上村合作社', '上村股份经济合作社'],
    ['330326101202', '下村村民委员会'],
    ['下村', '下村村民委员会'],
    ['江村', 'import.ambiguous-village'],
    ['马屿镇江村', '马屿镇江村村民委员会'],
    ['火星', 'import.unknown-village'],
    ['', 'import.unknown-village'],
  ])('%s is %s', (name, is) => expect(meant(name)).toBe(is));
});

import { seededChoice, seededInteger } from './seeded.ts';
import type { DemoVillage } from './places.ts';

/** What a village's book says of a quarter; amounts in fen. */
export interface BookLine {
  readonly date: string;
  readonly voucher: string;
  readonly summary: string;
  readonly account: string;
  readonly kind: 'income' | 'expenditure' | 'current-account' | 'internal-transfer';
  readonly receipt: number;
  readonly payment: number;
  readonly payee: string;
}
export interface Book {
  readonly account: string;
  readonly opening: number;
  readonly lines: readonly BookLine[];
  readonly closing: number;
}
export interface Quarter {
  /** As in `2026Q1`. */
  readonly period: string;
  readonly year: number;
  /** 1 to 4. */
  readonly quarter: number;
}

/** The year that is disclosed when the demo begins, and the quarter left for whoever tries it. */
export const quarters: readonly Quarter[] = [
  { period: '2025Q3', year: 2025, quarter: 3 },
  { period: '2025Q4', year: 2025, quarter: 4 },
  { period: '2026Q1', year: 2026, quarter: 1 },
  { period: '2026Q2', year: 2026, quarter: 2 },
  { period: '2026Q3', year: 2026, quarter: 3 },
];

type Kind = readonly [
  summary: string,
  account: string,
  kind: BookLine['kind'],
  from: number,
  to: number,
  payee: string,
];
/** Yuan; negative is paid out. */
const bankKinds: readonly Kind[] = [
  ['收村集体店面租金', '经营收入', 'income', 6_800, 18_600, '岩头供销合作社'],
  ['收老年活动中心租金', '经营收入', 'income', 1_200, 3_600, '永嘉县楠溪旅游公司'],
  ['上级拨付村级组织运转经费', '补助收入', 'income', 15_000, 42_000, '岩头镇财政所'],
  ['收古村落门票分成', '其他收入', 'income', 4_300, 26_000, '楠溪江旅游开发公司'],
  ['付村道路灯电费', '公益支出', 'expenditure', -860, -2_400, '国网永嘉县供电公司'],
  ['付保洁员工资', '公益支出', 'expenditure', -3_600, -5_400, '岩头保洁服务公司'],
  ['付村道修补工程款', '公益支出', 'expenditure', -8_800, -36_500, '永嘉县宏达建筑公司'],
  ['付文化礼堂维修款', '公益支出', 'expenditure', -2_600, -12_800, '岩头建筑队'],
  ['付误工补贴', '管理费用', 'expenditure', -2_100, -6_300, '李志明'],
  ['付办公用品', '管理费用', 'expenditure', -180, -960, '岩头文具店'],
  ['付报刊费', '管理费用', 'expenditure', -260, -780, '岩头邮政支局'],
  ['收农户用水押金', '应付款', 'current-account', 500, 2_000, '陈永强'],
  ['代付农房保险费', '应付款', 'current-account', -800, -3_200, '人保永嘉支公司'],
];
const cashKinds: readonly Kind[] = [
  ['付会议茶水费', '管理费用', 'expenditure', -60, -220, '岩头便利店'],
  ['付零星维修材料款', '公益支出', 'expenditure', -90, -560, '岩头五金店'],
  ['收废旧物资处理款', '其他收入', 'income', 120, 480, '岩头再生资源公司'],
];

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const dateOf = (year: number, month: number, day: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

const linesOf = (
  seed: string,
  { year, quarter }: Quarter,
  kinds: readonly Kind[],
  perMonth: number,
  prefix: string,
): BookLine[] =>
  [0, 1, 2].flatMap((offset) => {
    const month = quarter * 3 - 2 + offset;
    const lines = Array.from({ length: perMonth }, (_, i) => {
      const name = `${seed} ${month} ${i}`;
      const [summary, account, kind, from, to, payee] =
        kinds[(i + month * 5) % kinds.length] ?? seededChoice(name, [...kinds] as [Kind, ...Kind[]]);
      // Half-yuan steps: amounts as villages have them.
      const amount = seededInteger(name, Math.min(from, to) * 2, Math.max(from, to) * 2) * 50;
      const day = Math.min(
        daysIn(year, month),
        2 + Math.floor((i * 26) / perMonth) + seededInteger(`${name} day`, 0, 1),
      );
      return {
        day,
        summary: `${summary}(${month}月)`,
        account,
        kind,
        payee,
        receipt: Math.max(amount, 0),
        payment: Math.max(-amount, 0),
      };
    });
    lines.sort((a, b) => a.day - b.day);
    return lines.map(({ day, ...line }, i) => ({
      ...line,
      date: dateOf(year, month, day),
      voucher: `${prefix}${String(i + 1).padStart(3, '0')}`,
    }));
  });

const closingOf = (opening: number, lines: readonly BookLine[]): number =>
  lines.reduce((sum, { receipt, payment }) => sum + receipt - payment, opening);

/** The books of a quarter, each opening with what the quarter before closed with. */
export const booksOf = (village: DemoVillage, quarter: Quarter): readonly Book[] => {
  let opening = village.opening;
  for (const current of quarters) {
    const bank = linesOf(`${village.code} bank ${current.period}`, current, bankKinds, 8, '银');
    const cash = linesOf(`${village.code} cash ${current.period}`, current, cashKinds, 2, '现');
    const books: readonly Book[] = [
      {
        account: '基本户(永嘉农商银行岩头支行)',
        opening: opening.bank,
        lines: bank,
        closing: closingOf(opening.bank, bank),
      },
      { account: '库存现金', opening: opening.cash, lines: cash, closing: closingOf(opening.cash, cash) },
    ];
    if (current.period === quarter.period) return books;
    opening = { bank: books[0]?.closing ?? 0, cash: books[1]?.closing ?? 0 };
  }
  throw new Error(`the demo has no books for ${quarter.period}`);
};
